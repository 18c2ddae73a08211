"use client";

import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import type { MapStep, StepPerformance } from "@/lib/client/queries/performance";
import { formatShare } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

type Message = { step: MapStep; counts: StepPerformance };

/** Each message of the flow: how many were sent, opened, clicked, and what it earned by itself. */
export function MessageTable({
  messages,
  currency,
  onOpen,
}: {
  messages: readonly Message[];
  currency: string;
  onOpen: (stepId: string, state: string) => void;
}) {
  if (messages.length === 0) return <p className="text-muted">This flow sends no message.</p>;
  return (
    <ul className="space-y-3">
      {messages.map(({ step, counts }) => {
        const sent = counts.outcomes.sent ?? 0;
        const skipped = Object.entries(counts.outcomes).reduce(
          (sum, [outcome, count]) => (outcome.startsWith("skipped:") ? sum + count : sum),
          0,
        );
        return (
          <li key={step.id} className="rounded-md border border-line p-3">
            <button
              type="button"
              className="block w-full truncate rounded-sm text-left font-medium hover:underline"
              onClick={() => onOpen(step.id, "entered")}
            >
              {step.name}
            </button>
            <dl className="mt-2 grid grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.4fr)] gap-3">
              <Figure
                name="Sent"
                value={<NumberText value={sent} />}
                note={skipped > 0 ? `${skipped} skipped` : ""}
              />
              <Figure
                name="Opened"
                value={
                  step.type === "send-sms" ? (
                    <span className="text-faint">–</span>
                  ) : (
                    <NumberText value={counts.outcomes.opened ?? 0} />
                  )
                }
                note={step.type === "send-sms" ? "unknown" : share(counts.outcomes.opened, sent)}
              />
              <Figure
                name="Clicked"
                value={<NumberText value={counts.outcomes.clicked ?? 0} />}
                note={share(counts.outcomes.clicked, sent)}
              />
              <Figure
                name="Earned"
                value={<Money minor={counts.revenue} currency={currency} short />}
                note={counts.converted > 0 ? plural(counts.converted, "order") : ""}
              />
            </dl>
          </li>
        );
      })}
    </ul>
  );
}

function share(part: number | undefined, of: number): string {
  return part && of > 0 ? formatShare(part / of) : "";
}

function Figure({ name, value, note }: { name: string; value: React.ReactNode; note: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="font-medium">
        {value}
        <span className="tabular block min-h-4 truncate font-normal text-faint text-xs">{note}</span>
      </dd>
    </div>
  );
}
