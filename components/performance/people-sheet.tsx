"use client";

import { Users } from "lucide-react";
import Link from "next/link";
import { SkipWaitButton } from "@/components/customers/skip-wait-button";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { type Person, usePeople } from "@/lib/client/queries/performance";
import { formatShort } from "@/lib/utils/format-number";

/** Which people: of one step (or of the flow as a whole when null), in a state. */
export type Asked = { stepId: string | null; state: string };
/** What can be asked for, with how many there are of all time. */
export type Choice = { state: string; label: string; count: number };

/** The customers behind a number, those who entered last first, with where each stands now. */
export function PeopleSheet({
  flowId,
  asked,
  title,
  choices,
  onAsk,
  onClose,
}: {
  flowId: string;
  asked: Asked | null;
  title: string;
  choices: readonly Choice[];
  onAsk: (state: string) => void;
  onClose: () => void;
}) {
  return (
    <Sheet
      open={asked !== null}
      onOpenChange={(open) => !open && onClose()}
      modal={false}
      width="md"
      title={title}
      description="Of all time, those who entered last first."
    >
      {asked ? (
        <div className="flex flex-col gap-4">
          <Field label="Who">
            <Select
              value={asked.state}
              onChange={onAsk}
              options={withAsked(choices, asked.state).map(({ state, label, count }) => ({
                value: state,
                label,
                ...(count >= 0 ? { hint: formatShort(count) } : {}),
              }))}
            />
          </Field>
          <People flowId={flowId} asked={asked} />
        </div>
      ) : null}
    </Sheet>
  );
}

/** What a link asked for may be nobody's state by now; it can be shown all the same. */
function withAsked(choices: readonly Choice[], state: string): readonly Choice[] {
  return choices.some((choice) => choice.state === state)
    ? choices
    : [...choices, { state, label: state, count: 0 }];
}

function People({ flowId, asked }: { flowId: string; asked: Asked }) {
  const people = usePeople(flowId, asked.stepId, asked.state);
  const rows = people.data?.pages.flatMap(({ data }) => data);
  if (!rows) {
    if (people.error) return <ErrorState error={people.error} onRetry={() => void people.refetch()} />;
    return (
      <div className="space-y-5" role="status" aria-label="Loading customers">
        {["a", "b", "c", "d"].map((key) => (
          <div key={key} className="space-y-2">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-3 w-4/5" />
          </div>
        ))}
      </div>
    );
  }
  if (rows.length === 0 && !people.hasNextPage)
    return (
      <EmptyState icon={<Users />} title="Nobody">
        No customer is behind this number.
      </EmptyState>
    );
  return (
    <>
      <ul className="divide-y divide-line">
        {rows.map((person) => (
          <PersonRow key={person.run.id} person={person} />
        ))}
      </ul>
      {people.hasNextPage ? (
        <Button
          variant="ghost"
          size="sm"
          className="self-center"
          loading={people.isFetchingNextPage}
          onClick={() => void people.fetchNextPage()}
        >
          {rows.length === 0 ? "Look further back" : "Show more"}
        </Button>
      ) : null}
    </>
  );
}

function PersonRow({ person: { customerId, name, email, externalId, phone, run } }: { person: Person }) {
  return (
    <li className="py-3 first:pt-0">
      <div className="flex items-center justify-between gap-3">
        <Link
          href={`/customers/${customerId}`}
          className="min-w-0 truncate rounded-sm font-medium hover:underline"
          dir="auto"
        >
          {name ?? email ?? externalId ?? phone ?? "Nameless customer"}
        </Link>
        <Badge tone={run.status === "active" ? "wait" : run.status === "converted" ? "goal" : "neutral"}>
          {run.status === "active" ? "inside" : run.status}
        </Badge>
      </div>
      <p className="mt-0.5 text-muted text-xs" dir="auto">
        {run.status === "active" ? `At “${run.stepName}”` : run.reason}
        {run.status === "active" && run.reason ? `: ${run.reason}` : null}
      </p>
      <p className="text-faint text-xs">
        Entered <RelativeTime at={run.enteredAt} />
        {run.wakeAt ? (
          <>
            , goes on <RelativeTime at={run.wakeAt} />
          </>
        ) : null}
      </p>
      {run.status === "active" ? (
        <div className="mt-2">
          <SkipWaitButton runId={run.id} refusal={run.skipRefusal} />
        </div>
      ) : null}
    </li>
  );
}
