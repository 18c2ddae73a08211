"use client";

import type { Ref } from "react";
import { Input } from "@/components/ui/input";

/** A colour as #rrggbb: picked, or typed. */
export function ColorInput({
  value,
  onChange,
  ref,
  ...rest
}: {
  value: string | undefined;
  onChange: (value: string) => void;
  onBlur?: () => void;
  name?: string;
  disabled?: boolean;
  ref?: Ref<HTMLInputElement>;
}) {
  const valid = /^#[0-9a-f]{6}$/i.test(value ?? "");
  return (
    <div className="flex items-center gap-2">
      <input
        type="color"
        aria-label="Pick the colour"
        value={valid ? value : "#000000"}
        onChange={(event) => onChange(event.target.value)}
        className="h-8 w-10 shrink-0 cursor-pointer rounded-md border border-control bg-surface p-0.5 disabled:cursor-not-allowed"
      />
      <Input
        {...rest}
        ref={ref}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value.trim())}
        className="tabular max-w-32"
        spellCheck={false}
        autoComplete="off"
      />
    </div>
  );
}
