"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray, useFormState, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { MAX_FIELDS, MAX_PROPERTIES, PROPERTY_TYPES, SCALAR_TYPES } from "@/lib/domain/event/definition";

import { TYPE_WORDS } from "./type-words";
import type { DefinitionForm } from "./use-definition-form";

const GRID = "grid grid-cols-[minmax(0,1fr)_12rem_6.5rem_2rem] items-start gap-x-3";

/** The properties of a definition, each in a row; lists and objects hold rows of their own. */
export function PropertyRows({ form }: { form: DefinitionForm }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "properties" });
  const { errors } = useFormState({ control: form.control, name: "properties" });
  const whole = messageOf(errors.properties);
  return (
    <Card
      title="Properties"
      description="What comes with the event. Events that do not fit are refused, with the place of what is wrong."
      actions={
        <Button
          size="sm"
          onClick={() =>
            append(
              { name: "", type: "string", required: false },
              { focusName: `properties.${fields.length}.name` },
            )
          }
          disabledReason={
            fields.length >= MAX_PROPERTIES ? `An event has at most ${MAX_PROPERTIES} properties.` : null
          }
        >
          <Plus aria-hidden />
          Add property
        </Button>
      }
    >
      {fields.length === 0 ? (
        <p className="text-muted">None: the event only says that it happened, and to whom.</p>
      ) : (
        <div className="flex flex-col gap-3">
          <div className={`${GRID} font-medium text-muted text-xs`} aria-hidden>
            <span>Name</span>
            <span>Holds</span>
            <span>Needed</span>
          </div>
          {fields.map(({ id }, index) => (
            <PropertyRow key={id} form={form} index={index} onRemove={() => remove(index)} />
          ))}
        </div>
      )}
      {whole ? (
        <p role="alert" className="mt-3 text-bad text-xs">
          {whole}
        </p>
      ) : null}
    </Card>
  );
}

function PropertyRow({
  form,
  index,
  onRemove,
}: {
  form: DefinitionForm;
  index: number;
  onRemove: () => void;
}) {
  const type = useWatch({ control: form.control, name: `properties.${index}.type` });
  const nested = type === "list" || type === "object";
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">Property {index + 1}</legend>
      <div className={GRID}>
        <FormField form={form} name={`properties.${index}.name`} label="Name" hideLabel>
          {(field) => (
            <Input
              {...field}
              className="font-mono"
              placeholder="total"
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </FormField>
        <FormField form={form} name={`properties.${index}.type`} label="Holds" hideLabel>
          {({ onChange, ...field }) => (
            <Select
              {...field}
              onChange={(next) => {
                onChange(next);
                if (next !== "list" && next !== "object")
                  form.setValue(`properties.${index}.fields`, undefined);
              }}
              options={PROPERTY_TYPES.map((value) => ({ value, ...TYPE_WORDS[value] }))}
            />
          )}
        </FormField>
        <FormField
          form={form}
          name={`properties.${index}.required`}
          label="Needed"
          hideLabel
          className="h-8 justify-center"
        >
          {(field) => <Checkbox {...field} value={field.value} label="Always" />}
        </FormField>
        <IconButton label={`Remove property ${index + 1}`} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      {nested ? <FieldRows form={form} index={index} list={type === "list"} /> : null}
    </fieldset>
  );
}

function FieldRows({ form, index, list }: { form: DefinitionForm; index: number; list: boolean }) {
  const { fields, append, remove } = useFieldArray({
    control: form.control,
    name: `properties.${index}.fields`,
  });
  const { errors } = useFormState({ control: form.control, name: `properties.${index}.fields` });
  const whole = messageOf(Reflect.get(errors.properties ?? {}, index)?.fields);
  return (
    <div className="mt-2 ml-3 flex flex-col gap-2 border-line-strong border-l pl-4">
      {fields.length === 0 && list ? (
        <p className="text-muted text-xs">A list of plain values. With fields, it is a list of objects.</p>
      ) : null}
      {fields.map(({ id }, at) => (
        <div key={id} className={GRID}>
          <FormField
            form={form}
            name={`properties.${index}.fields.${at}.name`}
            label={`Name of field ${at + 1}`}
            hideLabel
          >
            {(field) => (
              <Input
                {...field}
                className="font-mono"
                placeholder="sku"
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </FormField>
          <FormField
            form={form}
            name={`properties.${index}.fields.${at}.type`}
            label={`Field ${at + 1} holds`}
            hideLabel
          >
            {(field) => (
              <Select {...field} options={SCALAR_TYPES.map((value) => ({ value, ...TYPE_WORDS[value] }))} />
            )}
          </FormField>
          <FormField
            form={form}
            name={`properties.${index}.fields.${at}.required`}
            label={`Field ${at + 1} needed`}
            hideLabel
            className="h-8 justify-center"
          >
            {(field) => <Checkbox {...field} value={field.value} label="Always" />}
          </FormField>
          <IconButton label={`Remove field ${at + 1}`} onClick={() => remove(at)}>
            <X />
          </IconButton>
        </div>
      ))}
      {whole ? (
        <p role="alert" className="text-bad text-xs">
          {whole}
        </p>
      ) : null}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        onClick={() =>
          append(
            { name: "", type: "string", required: false },
            { focusName: `properties.${index}.fields.${fields.length}.name` },
          )
        }
        disabledReason={fields.length >= MAX_FIELDS ? `It has at most ${MAX_FIELDS} fields.` : null}
      >
        <Plus aria-hidden />
        Add field
      </Button>
    </div>
  );
}

/** What is wrong with a list as a whole: the library keeps it beside its rows, or on itself. */
function messageOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { message, root } = error as { message?: unknown; root?: { message?: unknown } };
  const found = root?.message ?? message;
  return typeof found === "string" ? found : null;
}
