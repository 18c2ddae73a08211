"use client";

import { type ReactNode, type Ref, useState } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/utils/cn";

/**
 * A number with its unit behind it. Empty is null. Takes a comma or a point for the decimals; what is no number stays in
 * sight and reads as null, so that the schema can complain. It is not clamped: the schema says what is too much.
 */
export function NumberInput({
  value,
  onChange,
  onBlur,
  unit,
  integer = false,
  decimals,
  step = 1,
  min,
  className,
  ...rest
}: {
  value: number | null | undefined;
  onChange: (value: number | null) => void;
  onBlur?: () => void;
  unit?: ReactNode;
  /** Ignores what is typed after a decimal point. */
  integer?: boolean;
  /** Always shows this many decimals, as money does, except while it is typed. */
  decimals?: number;
  /** By which the arrow keys change it. */
  step?: number;
  /** Below which the arrow keys do not go. */
  min?: number;
  placeholder?: string;
  disabled?: boolean;
  name?: string;
  className?: string;
  id?: string;
  autoFocus?: boolean;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  ref?: Ref<HTMLInputElement>;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  // What was typed counts while it still means the value: "1." and "1.50" must not jump to 1 and 1.5.
  const shown = typed !== null && parse(typed, integer) === (value ?? null) ? typed : write(value, decimals);
  const nudge = (by: number) => {
    const next = Math.round(((value ?? 0) + by) * 1e6) / 1e6;
    setTyped(null);
    onChange(min === undefined ? next : Math.max(min, next));
  };
  return (
    <Input
      {...rest}
      inputMode={integer ? "numeric" : "decimal"}
      autoComplete="off"
      value={shown}
      trailing={unit}
      className={cn("tabular", className)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(parse(event.target.value, integer));
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        nudge((event.key === "ArrowUp" ? step : -step) * (event.shiftKey ? 10 : 1));
      }}
      onBlur={() => {
        if (value !== null && value !== undefined) setTyped(null);
        onBlur?.();
      }}
    />
  );
}

function write(value: number | null | undefined, decimals: number | undefined): string {
  if (value === null || value === undefined) return "";
  return decimals === undefined ? String(value) : value.toFixed(decimals);
}

function parse(text: string, integer: boolean): number | null {
  const plain = text.trim().replace(",", ".");
  if (!/^-?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const value = Number(plain);
  return integer ? Math.trunc(value) : value;
}
