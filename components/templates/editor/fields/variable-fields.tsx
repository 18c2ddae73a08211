"use client";

import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TEMPLATE_VARIABLES } from "@/lib/domain/message/variables";
import type { BlockFieldsProps } from "./block-fields";

const OPTIONS = TEMPLATE_VARIABLES.map(({ path, label, group, example }) => ({
  value: path,
  label,
  group,
  hint: example,
}));

/** What a variable stands for, and what is said when there is nothing. */
export function VariableFields({ attrs, disabled, onChange }: BlockFieldsProps) {
  return (
    <>
      <Field label="Shows" hint="Type event.properties.… or customer.attributes.… for your own.">
        <Combobox
          value={String(attrs.path ?? "")}
          disabled={disabled}
          allowCustom
          options={OPTIONS}
          onChange={(path) => onChange({ path: path ?? "" })}
        />
      </Field>
      <Field label="When it is empty, say" optional>
        <Input
          value={String(attrs.fallback ?? "")}
          disabled={disabled}
          dir="auto"
          placeholder="Nothing"
          onChange={(event) => onChange({ fallback: event.target.value })}
        />
      </Field>
    </>
  );
}
