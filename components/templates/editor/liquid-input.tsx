"use client";

import { useRef } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type TemplateVariable, variableLiquid } from "@/lib/domain/message/variables";
import { VariableMenu } from "./variable-menu";

/** A line of Liquid, with a list of variables to put at the cursor. */
export function LiquidInput({
  label,
  hint,
  value,
  error,
  placeholder,
  disabled,
  onChange,
}: {
  label: string;
  hint?: string;
  value: string;
  error?: string;
  placeholder?: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const insert = ({ path, fallback }: TemplateVariable) => {
    const at = input.current?.selectionStart ?? value.length;
    const end = input.current?.selectionEnd ?? at;
    onChange(`${value.slice(0, at)}${variableLiquid(path, fallback)}${value.slice(end)}`);
    requestAnimationFrame(() => input.current?.focus());
  };
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      action={
        <VariableMenu
          onChoose={insert}
          disabled={disabled}
          label={`Insert a variable into ${label.toLowerCase()}`}
        />
      }
    >
      <Input
        ref={input}
        value={value}
        disabled={disabled}
        placeholder={placeholder}
        dir="auto"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
