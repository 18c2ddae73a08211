"use client";

import { Plus, Trash2 } from "lucide-react";
import { ConditionRow } from "@/components/inspector/conditions/condition-row";
import type { DraftGroup } from "@/components/inspector/conditions/operators";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import type { ConditionField } from "@/lib/domain/condition/fields";

/** Deeper than this nobody reads a group of groups. */
const DEEPEST = 2;

/** Comparisons of which all or any must hold; a group may stand in a group. */
export function ConditionGroupInput({
  group,
  fields,
  onChange,
  onRemove,
  disabled,
  depth = 0,
}: {
  group: DraftGroup;
  fields: readonly ConditionField[];
  onChange: (group: DraftGroup) => void;
  onRemove?: () => void;
  disabled: boolean;
  depth?: number;
}) {
  const { match, conditions } = group;
  const replace = (index: number, part: DraftGroup["conditions"][number]) =>
    onChange({ match, conditions: conditions.map((old, at) => (at === index ? part : old)) });
  const remove = (index: number) =>
    onChange({ match, conditions: conditions.filter((_, at) => at !== index) });
  const add = (part: DraftGroup["conditions"][number]) =>
    onChange({ match, conditions: [...conditions, part] });
  const fresh = { field: "", operator: "is" } as const;

  return (
    <div className={depth > 0 ? "rounded-md border border-line-strong border-dashed p-2" : undefined}>
      <div className="flex flex-col gap-2">
        {conditions.length > 1 || depth > 0 ? (
          <div className="flex items-center justify-between gap-2">
            <Segmented
              size="sm"
              aria-label="How many must hold"
              value={match}
              onChange={(next) => onChange({ match: next, conditions })}
              options={[
                { value: "all", label: "All hold" },
                { value: "any", label: "Any holds" },
              ]}
              disabled={disabled}
            />
            {onRemove && !disabled ? (
              <IconButton label="Remove this group" size="sm" onClick={onRemove}>
                <Trash2 />
              </IconButton>
            ) : null}
          </div>
        ) : null}
        {conditions.map((part, index) =>
          "conditions" in part ? (
            <ConditionGroupInput
              // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no id, and their inputs keep no state of their own
              key={index}
              group={part}
              fields={fields}
              onChange={(next) => replace(index, next)}
              onRemove={() => remove(index)}
              disabled={disabled}
              depth={depth + 1}
            />
          ) : (
            <ConditionRow
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              key={index}
              condition={part}
              fields={fields}
              onChange={(next) => replace(index, next)}
              onRemove={() => remove(index)}
              disabled={disabled}
            />
          ),
        )}
        {disabled ? null : (
          <div className="flex gap-1.5">
            <Button size="sm" onClick={() => add(fresh)}>
              <Plus aria-hidden />
              Condition
            </Button>
            {depth < DEEPEST && conditions.length > 0 ? (
              <Button
                size="sm"
                variant="ghost"
                onClick={() => add({ match: match === "all" ? "any" : "all", conditions: [fresh] })}
              >
                <Plus aria-hidden />
                Group
              </Button>
            ) : null}
          </div>
        )}
      </div>
    </div>
  );
}
