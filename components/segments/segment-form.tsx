"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { ApiError } from "@/lib/client/api-error";
import type { SegmentFilter, SegmentRule } from "@/lib/domain/segment/rule";
import { LiveCount } from "./live-count";
import { RuleBuilder } from "./rule-builder";
import { useRuleWords } from "./use-rule-words";

export type SegmentValues = { name: string; type: "auto" | "static"; rule: SegmentRule };

const TYPES = [
  {
    value: "auto",
    label: "Auto-update",
    hint: "Customers enter and leave by themselves, with every event and as days pass.",
  },
  { value: "static", label: "Static", hint: "You put customers in, and take them out." },
] as const;

/** Name, type and rule of a segment. Nothing is kept before the button at the end is pressed. */
export function SegmentForm({
  initial,
  isNew,
  denied,
  onSave,
}: {
  initial: SegmentValues;
  isNew: boolean;
  denied: string | null;
  onSave: (values: SegmentValues) => Promise<void>;
}) {
  const [values, setValues] = useState(initial);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<{ name?: string; rest?: string }>({});
  const words = useRuleWords();
  const auto = values.type === "auto";
  const empty = auto && holdsNothing(values.rule);
  const unchanged = !isNew && JSON.stringify(values) === JSON.stringify(initial);
  const save = async () => {
    if (values.name.trim() === "") return setProblem({ name: "Give the segment a name." });
    setSaving(true);
    setProblem({});
    try {
      await onSave({ ...values, name: values.name.trim(), rule: withoutEmpty(values.rule) });
    } catch (error) {
      const issue = error instanceof ApiError ? error.errors.find(({ path }) => path === "name") : undefined;
      setProblem(issue ? { name: issue.message } : { rest: (error as Error).message });
    } finally {
      setSaving(false);
    }
  };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <Card>
          <div className="flex flex-col gap-4">
            <Field label="Name" error={problem.name}>
              <Input
                value={values.name}
                onChange={(event) => setValues({ ...values, name: event.target.value })}
                maxLength={120}
                disabled={denied !== null}
              />
            </Field>
            {isNew ? (
              <Field label="Type">
                <RadioGroup
                  value={values.type}
                  onChange={(type) => setValues({ ...values, type: type as SegmentValues["type"] })}
                  options={TYPES}
                />
              </Field>
            ) : null}
          </div>
        </Card>
        {auto ? (
          <Card
            title="Who belongs"
            description="Add filters one by one, then save the segment. Customers who fit already are put in quietly: flows start only for those who come later."
          >
            <RuleBuilder
              rule={values.rule}
              words={words}
              onChange={(rule) => setValues({ ...values, rule })}
              disabled={denied !== null}
            />
          </Card>
        ) : null}
      </div>
      <Card title={auto ? "Fit now" : "Save"} className="lg:sticky lg:top-4">
        <div className="flex flex-col gap-4">
          {/* No filter takes everybody, which is not what an empty segment is going to be. */}
          {empty ? <p className="text-muted text-sm">Add a filter to see how many customers fit.</p> : null}
          {auto && !empty ? <LiveCount rule={withoutEmpty(values.rule)} /> : null}
          {problem.rest ? (
            <p role="alert" className="text-bad text-sm">
              {problem.rest}
            </p>
          ) : null}
          <Button
            variant="primary"
            onClick={() => void save()}
            loading={saving}
            disabledReason={
              denied ?? (empty ? "Add a filter first." : unchanged ? "Nothing has been changed." : undefined)
            }
          >
            {isNew ? "Save segment" : "Save changes"}
          </Button>
        </div>
      </Card>
    </div>
  );
}

function holdsNothing(rule: SegmentRule): boolean {
  return rule.filters.every((filter) => "filters" in filter && holdsNothing(filter));
}

/** A group that nobody has filled yet would take everybody. */
function withoutEmpty(rule: SegmentRule): SegmentRule {
  return {
    match: rule.match,
    filters: rule.filters.flatMap((filter): SegmentFilter[] => {
      if (!("filters" in filter)) return [filter];
      return holdsNothing(filter) ? [] : [withoutEmpty(filter)];
    }),
  };
}
