"use client";

import { NumberText } from "@/components/ui/number";
import { formatExact } from "@/lib/utils/format-number";

type Reason = { key: string; label: string; count: number; note?: string; onOpen?: () => void };

/** Reasons with their counts, the most frequent first. */
export function ReasonList({ reasons, empty }: { reasons: readonly Reason[]; empty: string }) {
  if (reasons.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <ul className="-mx-2">
      {[...reasons]
        .sort((a, b) => b.count - a.count)
        .map(({ key, label, count, note, onOpen }) => {
          const body = (
            <>
              <span className="min-w-0 flex-1">
                {label}
                {note ? <span className="tabular block text-muted text-xs">{note}</span> : null}
              </span>
              <NumberText value={count} className="font-medium" />
            </>
          );
          const look = "flex w-full items-start justify-between gap-3 rounded-sm px-2 py-1.5 text-left";
          return (
            <li key={key}>
              {onOpen ? (
                <button
                  type="button"
                  className={`${look} hover:bg-hover`}
                  aria-label={`${label}: ${formatExact(count)}. Show the customers`}
                  onClick={onOpen}
                >
                  {body}
                </button>
              ) : (
                <div className={look}>{body}</div>
              )}
            </li>
          );
        })}
    </ul>
  );
}
