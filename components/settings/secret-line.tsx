"use client";

import { useId } from "react";
import { CopyButton } from "@/components/ui/copy-button";

/** Something shown once, to be copied. */
export function SecretLine({ value, what }: { value: string; what: string }) {
  const id = useId();
  return (
    <div className="flex items-center gap-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3">
      <label htmlFor={id} className="sr-only">
        The {what}
      </label>
      <input
        id={id}
        readOnly
        value={value}
        onFocus={(event) => event.target.select()}
        className="min-w-0 flex-1 bg-transparent font-mono text-xs outline-none"
      />
      <CopyButton value={value} what={what} text />
    </div>
  );
}
