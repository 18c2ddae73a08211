"use client";

import { useId, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { cn } from "@/lib/utils/cn";

export type CodeSample = { label: string; code: string };

/** Code to read and copy. With several samples (languages) there is a tab for each. */
export function CodeBlock({
  samples,
  title,
  wrap = false,
  className,
}: {
  samples: readonly CodeSample[];
  /** In place of the tabs when there is one sample; its label otherwise. */
  title?: string;
  wrap?: boolean;
  className?: string;
}) {
  const [chosen, setChosen] = useState(0);
  const base = useId();
  const index = Math.min(chosen, samples.length - 1);
  const sample = samples[index];
  if (!sample) return null;
  const tabbed = samples.length > 1;

  const move = (by: number) => {
    const next = (index + by + samples.length) % samples.length;
    setChosen(next);
    document.getElementById(`${base}-tab-${next}`)?.focus();
  };
  return (
    <div className={cn("min-w-0 overflow-hidden rounded-md border border-line bg-sunken", className)}>
      <div className="flex h-9 items-center justify-between gap-2 border-line border-b pr-1 pl-3">
        {tabbed ? (
          <div role="tablist" aria-label={title ?? "Language"} className="flex h-full gap-4">
            {samples.map((each, at) => (
              <button
                key={each.label}
                id={`${base}-tab-${at}`}
                type="button"
                role="tab"
                aria-selected={at === index}
                aria-controls={`${base}-panel`}
                tabIndex={at === index ? 0 : -1}
                onClick={() => setChosen(at)}
                onKeyDown={(event) => {
                  if (event.key === "ArrowRight") move(1);
                  if (event.key === "ArrowLeft") move(-1);
                }}
                className="-mb-px border-transparent border-b-2 font-medium text-muted text-xs hover:text-ink focus-visible:outline-offset-[-2px] aria-selected:border-ink aria-selected:text-ink"
              >
                {each.label}
              </button>
            ))}
          </div>
        ) : (
          <span className="font-medium text-muted text-xs">{title ?? sample.label}</span>
        )}
        <CopyButton value={sample.code} what={tabbed ? sample.label : undefined} />
      </div>
      <pre
        id={`${base}-panel`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        {...(tabbed ? { role: "tabpanel", "aria-labelledby": `${base}-tab-${index}` } : {})}
        className={cn(
          "max-h-96 overflow-auto p-3 font-mono text-xs leading-5 focus-visible:outline-offset-[-2px]",
          wrap && "whitespace-pre-wrap break-words",
        )}
      >
        <code dir="ltr">{sample.code}</code>
      </pre>
    </div>
  );
}
