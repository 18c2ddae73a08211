"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";

const METHODS = ["POST", "PUT", "GET"] as const;

/** Where to call, and with what. */
export function CallWebhookForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const headers = useFieldArray({ control: form.control, name: "headers", keyName: "key" });
  const method = form.watch("method");
  return (
    <>
      <FormField form={form} name="url" label="Address">
        {(field) => (
          <Input
            {...field}
            value={field.value ?? ""}
            type="url"
            placeholder="https://"
            disabled={readOnly}
            spellCheck={false}
          />
        )}
      </FormField>
      <FormField form={form} name="method" label="Method">
        {(field) => (
          <Select
            {...field}
            value={field.value ?? "POST"}
            className="w-28"
            options={METHODS.map((value) => ({ value, label: value }))}
            disabled={readOnly}
          />
        )}
      </FormField>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 font-medium">Headers</legend>
        {headers.fields.map((header, index) => (
          <div key={header.key} className="flex items-start gap-1.5">
            <FormField form={form} name={`headers.${index}.name`} label="Name of the header" hideLabel>
              {(field) => (
                <Input {...field} value={field.value ?? ""} placeholder="X-Source" disabled={readOnly} />
              )}
            </FormField>
            <FormField
              form={form}
              name={`headers.${index}.value`}
              label="Value of the header"
              hideLabel
              className="flex-1"
            >
              {(field) => (
                <Input {...field} value={field.value ?? ""} placeholder="Value" disabled={readOnly} />
              )}
            </FormField>
            {readOnly ? null : (
              <IconButton label="Remove this header" onClick={() => headers.remove(index)}>
                <Trash2 />
              </IconButton>
            )}
          </div>
        ))}
        {readOnly ? null : (
          <Button
            size="sm"
            className="self-start"
            onClick={() => headers.append({ name: "", value: "" })}
            disabledReason={headers.fields.length >= 20 ? "A call has at most 20 headers." : null}
          >
            <Plus aria-hidden />
            Header
          </Button>
        )}
      </fieldset>
      {method === "GET" ? null : (
        <FormField
          form={form}
          name="body"
          label="Body"
          hint="Liquid. Left empty, the customer, the event, the cart and the codes are sent as JSON."
        >
          {(field) => (
            <Textarea
              {...field}
              value={field.value ?? ""}
              mono
              rows={5}
              placeholder={'{ "email": {{ customer.email | json }} }'}
              disabled={readOnly}
            />
          )}
        </FormField>
      )}
      <p className="text-muted text-xs">
        Every call is signed, and tried again when the other side does not answer. The customer does not wait
        for it.
      </p>
    </>
  );
}
