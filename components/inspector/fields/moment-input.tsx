"use client";

import { useState } from "react";
import { useFormats } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import { fromLocalInput, toLocalInput } from "@/lib/utils/zoned-time";

/** A date and time of the workspace's zone; the value is an ISO moment or null. */
export function MomentInput({
  value,
  onChange,
  ...rest
}: {
  value: string | null | undefined;
  onChange: (iso: string | null) => void;
  onBlur?: () => void;
  disabled?: boolean;
  className?: string;
  name?: string;
  "aria-label"?: string;
}) {
  const { timeZone } = useFormats();
  // A date that is typed half is no moment yet, and must not vanish under the fingers.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value ? toLocalInput(value, timeZone) : "";
  return (
    <Input
      {...rest}
      type="datetime-local"
      title={`In ${timeZone}`}
      value={typed ?? shown}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(fromLocalInput(event.target.value, timeZone));
      }}
      onBlur={() => {
        setTyped(null);
        rest.onBlur?.();
      }}
    />
  );
}
