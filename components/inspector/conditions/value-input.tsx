"use client";

import { useState } from "react";
import { MomentInput } from "@/components/inspector/fields/moment-input";
import { Input } from "@/components/ui/input";
import { MoneyInput } from "@/components/ui/money-input";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import type { Condition } from "@/lib/domain/condition/condition";
import type { FieldType } from "@/lib/domain/condition/fields";

type Value = Condition["value"];

/** What a field is compared with, in the input of its type. Money is written in major units and kept in minor ones. */
export function ValueInput({
  type,
  options = [],
  many,
  value,
  onChange,
  disabled,
}: {
  type: FieldType;
  /** What may be chosen, where that is a list. */
  options?: readonly { value: string; label: string }[];
  /** Several values, separated by commas. */
  many: boolean;
  value: Value;
  onChange: (value: Value) => void;
  disabled: boolean;
}) {
  const shared = { "aria-label": "Value", disabled };
  if (many) return <ManyInput value={value} onChange={onChange} disabled={disabled} />;
  switch (type) {
    case "boolean":
      return (
        <Select
          {...shared}
          value={value === undefined ? null : String(value)}
          onChange={(next) => onChange(next === "true")}
          options={[
            { value: "true", label: "yes" },
            { value: "false", label: "no" },
          ]}
        />
      );
    case "consent":
      return (
        <Select
          {...shared}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
          options={[
            { value: "granted", label: "granted" },
            { value: "denied", label: "denied" },
            { value: "unknown", label: "not asked yet" },
          ]}
        />
      );
    case "segment":
      return (
        <Select
          {...shared}
          value={typeof value === "string" ? value : null}
          onChange={onChange}
          options={options}
          placeholder="Choose a segment"
        />
      );
    case "money":
      return (
        <MoneyInput {...shared} value={numberOf(value)} onChange={(next) => onChange(next ?? undefined)} />
      );
    case "integer":
    case "number":
      return (
        <NumberInput
          {...shared}
          integer={type === "integer"}
          value={numberOf(value)}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "datetime":
      return (
        <MomentInput
          {...shared}
          value={typeof value === "string" ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    default:
      return (
        <Input
          {...shared}
          value={value === undefined || Array.isArray(value) ? "" : String(value)}
          onChange={(event) => onChange(event.target.value || undefined)}
          placeholder="Value"
          dir="auto"
        />
      );
  }
}

function ManyInput({
  value,
  onChange,
  disabled,
}: {
  value: Value;
  onChange: (value: Value) => void;
  disabled: boolean;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = Array.isArray(value) ? value.join(", ") : "";
  return (
    <Input
      aria-label="Values, separated by commas"
      placeholder="One, two, three"
      disabled={disabled}
      dir="auto"
      value={typed ?? shown}
      onChange={(event) => {
        setTyped(event.target.value);
        const parts = event.target.value
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean);
        onChange(parts.length > 0 ? parts : undefined);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function numberOf(value: Value): number | null {
  return typeof value === "number" ? value : null;
}
