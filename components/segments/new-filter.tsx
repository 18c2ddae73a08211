"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { ConditionRow } from "@/components/inspector/conditions/condition-row";
import type { DraftCondition } from "@/components/inspector/conditions/operators";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { activeTopics } from "@/lib/client/editor/active-topics";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { customerFields } from "@/lib/domain/condition/fields";
import { type EventFilter, type SegmentFilter, segmentRule } from "@/lib/domain/segment/rule";
import { EventFilterInput } from "./event-filter-input";

type Kind = "event" | "condition";
const NO_EVENT: EventFilter = { event: "", metric: "occurred", comparison: "more_than", value: 0 };
const NO_CONDITION: DraftCondition = { field: "", operator: "is" };

/**
 * A filter being written. "Add" puts it into the rule; nothing is saved by that (S0-16). The first of a group lies open; behind others it
 * is asked for, so that a rule of many filters stays one that can be read.
 */
export function NewFilter({ first, onAdd }: { first: boolean; onAdd: (filter: SegmentFilter) => void }) {
  const [open, setOpen] = useState(false);
  if (first || open)
    return (
      <Draft
        onAdd={(filter) => {
          onAdd(filter);
          setOpen(false);
        }}
        onCancel={first ? undefined : () => setOpen(false)}
      />
    );
  return (
    <Button size="sm" onClick={() => setOpen(true)}>
      <Plus aria-hidden />
      Another filter
    </Button>
  );
}

function Draft({ onAdd, onCancel }: { onAdd: (filter: SegmentFilter) => void; onCancel?: () => void }) {
  const [kind, setKind] = useState<Kind>("event");
  const [event, setEvent] = useState(NO_EVENT);
  const [condition, setCondition] = useState(NO_CONDITION);
  const references = useFlowReferences().data;
  const parsed = segmentRule.safeParse({ match: "all", filters: [kind === "event" ? event : condition] });
  const filter = parsed.success ? parsed.data.filters[0] : undefined;
  const missing =
    kind === "event"
      ? event.event === ""
        ? "Choose an event first."
        : "Write a whole number of 0 or more."
      : condition.field === ""
        ? "Choose what to look at first."
        : "Write what to compare with.";
  const add = () => {
    if (!filter) return;
    onAdd(filter);
  };
  return (
    <fieldset className="w-full rounded-md border border-line border-dashed p-3">
      <legend className="sr-only">A new filter</legend>
      <Segmented
        size="sm"
        aria-label="What the filter asks about"
        value={kind}
        onChange={setKind}
        options={[
          { value: "event", label: "What they did" },
          { value: "condition", label: "Who they are" },
        ]}
      />
      <div className="mt-3 flex flex-col gap-3">
        {kind === "event" ? (
          <EventFilterInput value={event} onChange={setEvent} />
        ) : (
          <ConditionRow
            condition={condition}
            fields={customerFields(references && activeTopics(references))}
            onChange={setCondition}
            disabled={false}
          />
        )}
        <div className="flex gap-2">
          <Button size="sm" onClick={add} disabledReason={filter ? undefined : missing}>
            <Plus aria-hidden />
            Add
          </Button>
          {onCancel ? (
            <Button size="sm" variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          ) : null}
        </div>
      </div>
    </fieldset>
  );
}
