"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/utils/cn";

/** Searches a list while typing; onChange comes 200 ms after the last key, at once when emptied or on Enter. */
export function SearchInput({
  value,
  onChange,
  label,
  placeholder = label,
  className,
}: {
  value: string;
  onChange: (value: string) => void;
  /** Names it: "Search customers". */
  label: string;
  placeholder?: string;
  className?: string;
}) {
  const [text, setText] = useState(value);
  const reported = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const report = (next: string) => {
    clearTimeout(timer.current);
    reported.current = next;
    onChange(next);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Changed from outside, for example by "Clear filters".
    if (value !== reported.current) {
      reported.current = value;
      setText(value);
    }
  }, [value]);

  return (
    <Input
      type="search"
      role="searchbox"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      leading={<Search aria-hidden />}
      trailing={
        text ? (
          <button
            type="button"
            aria-label="Clear search"
            className="-mr-1 grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover hover:text-ink"
            onClick={() => {
              setText("");
              report("");
            }}
          >
            <X aria-hidden />
          </button>
        ) : null
      }
      className={cn("w-72 [&_input::-webkit-search-cancel-button]:hidden", className)}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        clearTimeout(timer.current);
        if (next === "") report("");
        else timer.current = setTimeout(() => report(next), 200);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") report(text);
      }}
    />
  );
}
