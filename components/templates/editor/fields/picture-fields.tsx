"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { LinkField } from "../link-field";
import { AlignField } from "./align-field";
import type { BlockFieldsProps } from "./block-fields";

/** Where a picture comes from, what it shows and how wide it is. */
export function PictureFields({ attrs, disabled, onChange }: BlockFieldsProps) {
  return (
    <>
      <Field label="Address" hint="Mail clients load it from there.">
        <Input
          value={String(attrs.src ?? "")}
          disabled={disabled}
          placeholder="https://"
          inputMode="url"
          onChange={(event) => onChange({ src: event.target.value })}
        />
      </Field>
      <Field label="Description" hint="For those who do not see it.">
        <Input
          value={String(attrs.alt ?? "")}
          disabled={disabled}
          dir="auto"
          onChange={(event) => onChange({ alt: event.target.value })}
        />
      </Field>
      <Field label="Width" hint="At most the width of the mail.">
        <NumberInput
          value={Number(attrs.width) || 552}
          disabled={disabled}
          integer
          unit="px"
          onChange={(width) => onChange({ width: Math.min(Math.max(width ?? 552, 16), 552) })}
        />
      </Field>
      <AlignField value={attrs.alignment} fallback="center" disabled={disabled} onChange={onChange} />
      <LinkField
        label="Leads to"
        optional
        value={String(attrs.href ?? "")}
        disabled={disabled}
        onChange={(href) => onChange({ href })}
      />
    </>
  );
}
