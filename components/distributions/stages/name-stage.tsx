"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** What the distribution is called. */
export function NameStage({
  name,
  error,
  onChange,
}: {
  name: string;
  error: string | null;
  onChange: (name: string) => void;
}) {
  return (
    <Field
      label="Name"
      hint="Customers never see it. It tells several distributions apart."
      error={error ?? undefined}
      required
    >
      <Input
        autoFocus
        dir="auto"
        maxLength={120}
        value={name}
        placeholder="Cart abandoned, 5%"
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
