"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { cn } from "@/lib/utils/cn";

/** Any JSON to read: parts fold, long lists show their first hundred, the whole can be copied. */
export function JsonView({
  value,
  openDepth = 2,
  className,
}: {
  value: unknown;
  /** Levels that are open at first. */
  openDepth?: number;
  className?: string;
}) {
  return (
    <div className={cn("relative min-w-0 rounded-md border border-line bg-sunken", className)} dir="ltr">
      <CopyButton
        value={JSON.stringify(value, null, 2) ?? ""}
        what="JSON"
        className="absolute top-1 right-1"
      />
      <section
        aria-label="JSON"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto p-3 pr-10 font-mono text-xs leading-6 focus-visible:outline-offset-[-2px]"
      >
        <Node value={value} depth={0} openDepth={openDepth} />
      </section>
    </div>
  );
}

const MOST = 100;

function Node({
  name,
  value,
  depth,
  openDepth,
}: {
  name?: string;
  value: unknown;
  depth: number;
  openDepth: number;
}) {
  const [open, setOpen] = useState(depth < openDepth);
  const label = name === undefined ? null : <span className="text-muted">{name}: </span>;
  if (typeof value !== "object" || value === null) {
    return (
      <div className="break-words pl-4">
        {label}
        <Leaf value={value} />
      </div>
    );
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const brackets = isList ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    return (
      <div className="pl-4">
        {label}
        {brackets.join("")}
      </div>
    );
  }
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 items-center gap-0.5 rounded-sm text-left hover:bg-hover"
      >
        <ChevronRight className={cn("size-3.5 shrink-0 text-faint", open && "rotate-90")} aria-hidden />
        <span>
          {label}
          {brackets[0]}
          {open ? null : (
            <span className="text-faint">
              {" "}
              {entries.length}{" "}
              {isList ? (entries.length === 1 ? "item" : "items") : entries.length === 1 ? "key" : "keys"}{" "}
              {brackets[1]}
            </span>
          )}
        </span>
      </button>
      {open ? (
        <>
          <div className="ml-1.5 border-line border-l pl-2.5">
            {entries.slice(0, MOST).map(([key, inner]) => (
              <Node key={key} name={key} value={inner} depth={depth + 1} openDepth={openDepth} />
            ))}
            {entries.length > MOST ? (
              <div className="pl-4 text-faint">and {entries.length - MOST} more, in the copied text</div>
            ) : null}
          </div>
          <div className="pl-4">{brackets[1]}</div>
        </>
      ) : null}
    </div>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === "string") return <span className="text-step-goal">{JSON.stringify(value)}</span>;
  if (typeof value === "number") return <span className="text-step-message">{String(value)}</span>;
  if (typeof value === "boolean") return <span className="text-step-decision">{String(value)}</span>;
  return <span className="text-faint">{String(value)}</span>;
}
