"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";

const KINDS = [
  { value: "text", label: "text" },
  { value: "number", label: "number" },
  { value: "boolean", label: "yes or no" },
  { value: "empty", label: "nothing" },
] as const;
type Kind = (typeof KINDS)[number]["value"];
const FIRST: Record<Kind, string | number | boolean | null> = {
  text: "",
  number: 0,
  boolean: true,
  empty: null,
};

/** Which attributes to set, and to what. */
export function UpdateCustomerForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "set", keyName: "key" });
  return (
    <>
      {fields.map((line, index) => (
        <div key={line.key} className="flex items-start gap-1.5 border-line border-b pb-4">
          <div className="flex min-w-0 flex-1 flex-col gap-3">
            <FormField form={form} name={`set.${index}.attribute`} label="Attribute">
              {(field) => (
                <Input
                  {...field}
                  value={field.value ?? ""}
                  placeholder="For example lastReminder"
                  disabled={readOnly}
                />
              )}
            </FormField>
            <FormField form={form} name={`set.${index}.value`} label="Becomes">
              {({ value, onChange, onBlur }) => {
                const kind = kindOf(value);
                return (
                  <div className="flex gap-1.5">
                    <Select
                      aria-label="Kind of value"
                      className="w-32 flex-none"
                      value={kind}
                      onChange={(next) => onChange(FIRST[next])}
                      onBlur={onBlur}
                      options={KINDS}
                      disabled={readOnly}
                    />
                    {kind === "number" ? (
                      <NumberInput aria-label="Value" value={value} onChange={onChange} disabled={readOnly} />
                    ) : kind === "boolean" ? (
                      <Select
                        aria-label="Value"
                        value={String(value)}
                        onChange={(next) => onChange(next === "true")}
                        options={[
                          { value: "true", label: "yes" },
                          { value: "false", label: "no" },
                        ]}
                        disabled={readOnly}
                      />
                    ) : kind === "text" ? (
                      <Input
                        aria-label="Value"
                        value={value ?? ""}
                        onChange={(event) => onChange(event.target.value)}
                        disabled={readOnly}
                        dir="auto"
                      />
                    ) : null}
                  </div>
                );
              }}
            </FormField>
          </div>
          {readOnly ? null : (
            <IconButton
              label="Remove this attribute"
              className="mt-6"
              disabledReason={fields.length === 1 ? "The step sets at least one attribute." : null}
              onClick={() => remove(index)}
            >
              <Trash2 />
            </IconButton>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Button
          className="self-start"
          onClick={() => append({ attribute: "", value: "" })}
          disabledReason={fields.length >= 20 ? "A step sets at most 20 attributes." : null}
        >
          <Plus aria-hidden />
          Add an attribute
        </Button>
      )}
    </>
  );
}

function kindOf(value: unknown): Kind {
  if (value === null) return "empty";
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";
}
