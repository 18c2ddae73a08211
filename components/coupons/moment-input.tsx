"use client";

import { X } from "lucide-react";
import type { Ref } from "react";
import { useFormats } from "@/components/ui/format-context";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { fromLocalInput, toLocalInput } from "./local-moment";

/** A date and time in the workspace's zone; the value is an ISO moment or null. */
export function MomentInput({
  value,
  onChange,
  onBlur,
  name,
  clearLabel,
  ref,
}: {
  value: string | null;
  onChange: (value: string | null) => void;
  onBlur?: () => void;
  name?: string;
  /** Names the button that empties it: "Clear the end". */
  clearLabel: string;
  ref?: Ref<HTMLInputElement>;
}) {
  const { timeZone } = useFormats();
  return (
    <div className="flex items-center gap-1">
      <Input
        ref={ref}
        type="datetime-local"
        name={name}
        className="tabular"
        value={value === null ? "" : toLocalInput(value, timeZone)}
        onChange={(event) => onChange(fromLocalInput(event.target.value, timeZone))}
        onBlur={onBlur}
      />
      {value === null ? null : (
        <IconButton label={clearLabel} onClick={() => onChange(null)}>
          <X />
        </IconButton>
      )}
    </div>
  );
}
