"use client";

import type { ComponentProps } from "react";
import { useFormats } from "@/components/ui/format-context";
import { NumberInput } from "@/components/ui/number-input";
import { currencyDigits } from "@/lib/utils/format-money";

/** An amount of money: a person writes major units, the value is integer minor units or null. */
export function MoneyInput({
  value,
  onChange,
  currency,
  ...rest
}: Omit<ComponentProps<typeof NumberInput>, "unit" | "integer" | "decimals"> & { currency?: string }) {
  const formats = useFormats();
  const code = currency ?? formats.currency;
  const decimals = currencyDigits(code);
  const factor = 10 ** decimals;
  return (
    <NumberInput
      {...rest}
      unit={code}
      decimals={decimals}
      value={value === null || value === undefined ? null : value / factor}
      onChange={(major) => onChange(major === null ? null : Math.round(major * factor))}
    />
  );
}
