"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { BlockFieldsProps } from "./block-fields";

/** What stands around the code. */
export function CouponCodeFields({ attrs, disabled, onChange }: BlockFieldsProps) {
  return (
    <>
      <Field label="Words above it" optional>
        <Input
          value={String(attrs.caption ?? "")}
          disabled={disabled}
          dir="auto"
          onChange={(event) => onChange({ caption: event.target.value })}
        />
      </Field>
      <Switch
        value={attrs.showDiscount !== false}
        onChange={(showDiscount) => onChange({ showDiscount })}
        disabled={disabled}
        label="Discount in words"
      />
      <Switch
        value={attrs.showExpiry !== false}
        onChange={(showExpiry) => onChange({ showExpiry })}
        disabled={disabled}
        label="Valid until"
        hint="In the customer's own time zone"
      />
      <p className="text-muted text-xs">
        Shows the newest code that this flow gave the customer. Put a coupon step before the message; without
        a code the block is left out.
      </p>
    </>
  );
}
