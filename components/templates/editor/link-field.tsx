"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { CART_LINK } from "./blocks";

const KNOWN = [
  { value: CART_LINK, label: "The customer's cart", hint: "Where the shop sent its address; else the shop" },
  { value: "{{ shop.url }}", label: "The shop" },
  { value: "{{ unsubscribeUrl }}", label: "Unsubscribe" },
];
const OWN = "own";

/** Where something leads: the cart, the shop, or an address of one's own. */
export function LinkField({
  label,
  value,
  disabled,
  optional,
  onChange,
}: {
  label: string;
  value: string;
  disabled?: boolean;
  optional?: boolean;
  onChange: (value: string) => void;
}) {
  const known = KNOWN.some((one) => one.value === value);
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} optional={optional}>
        <Select
          value={known ? value : OWN}
          disabled={disabled}
          onChange={(next) => onChange(next === OWN ? "" : next)}
          options={[
            ...KNOWN,
            { value: OWN, label: optional ? "Nowhere, or another address" : "Another address" },
          ]}
        />
      </Field>
      {known ? null : (
        <Field label={`${label}: address`} hideLabel>
          <Input
            value={value}
            disabled={disabled}
            placeholder="https://"
            inputMode="url"
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      )}
    </div>
  );
}
