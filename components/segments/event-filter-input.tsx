"use client";

import { eventOptions } from "@/components/events/event-options";
import { Combobox } from "@/components/ui/combobox";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { useWorkspace } from "@/lib/client/queries/settings";
import { eventHint } from "@/lib/domain/segment/event-hint";
import type { EventFilter } from "@/lib/domain/segment/rule";

const METRICS = [
  { value: "occurred", label: "has occurred" },
  { value: "last_occurred", label: "last occurred" },
] as const;
const COMPARISONS = [
  { value: "more_than", label: "more than" },
  { value: "exactly", label: "exactly" },
  { value: "less_than", label: "less than" },
] as const;

/** Asks about one event: how often, or how long ago (S1-14 to S1-18). */
export function EventFilterInput({
  value,
  onChange,
}: {
  value: EventFilter;
  onChange: (value: EventFilter) => void;
}) {
  const events = useFlowReferences().data?.events ?? [];
  const months = useWorkspace().data?.settings.retentionMonths;
  const days = value.metric === "last_occurred";
  return (
    <div className="flex flex-col gap-2">
      {/* One line where there is room; else the event, and below it the rest of the sentence. */}
      <div className="flex flex-wrap gap-2">
        <Combobox
          className="min-w-60 flex-[999_1_15rem]"
          aria-label="Event"
          value={value.event || null}
          onChange={(event) => onChange({ ...value, event: event ?? "" })}
          options={eventOptions(events)}
          placeholder="Choose an event"
          searchPlaceholder="Find an event"
          emptyText="No event of this name"
        />
        <div className="flex min-w-fit flex-1 gap-2">
          <Select
            className="w-36"
            aria-label="What about it"
            value={value.metric}
            onChange={(metric) => onChange({ ...value, metric })}
            options={METRICS}
          />
          <Select
            className="w-32"
            aria-label="How it compares"
            value={value.comparison}
            onChange={(comparison) => onChange({ ...value, comparison })}
            options={COMPARISONS}
          />
          <NumberInput
            className="w-32"
            aria-label={days ? "Days ago" : "Times"}
            integer
            unit={days ? "days ago" : "times"}
            value={value.value}
            onChange={(next) => onChange({ ...value, value: next ?? Number.NaN })}
          />
        </div>
      </div>
      <p className="text-muted text-xs">{eventHint(value.metric, months)}</p>
    </div>
  );
}
