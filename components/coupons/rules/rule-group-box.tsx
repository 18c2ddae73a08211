"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { RuleLineRow } from "./rule-line-row";
import { emptyGroup, newKey, type RuleGroup } from "./rule-tree";

/** Deeper than this nobody reads a group of groups. */
const DEEPEST = 2;

/** Conditions of which all or any must hold; a group may stand in a group. */
export function RuleGroupBox({
  group,
  depth = 0,
  onChange,
  onRemove,
}: {
  group: RuleGroup;
  depth?: number;
  onChange: (group: RuleGroup) => void;
  onRemove?: () => void;
}) {
  const { parts } = group;
  const put = (index: number, part: RuleGroup["parts"][number]) =>
    onChange({ ...group, parts: parts.with(index, part) });
  const remove = (index: number) => onChange({ ...group, parts: parts.toSpliced(index, 1) });
  const add = (part: RuleGroup["parts"][number]) => onChange({ ...group, parts: [...parts, part] });
  return (
    <div className={depth > 0 ? "rounded-md border border-line-strong border-dashed p-2" : undefined}>
      <div className="flex flex-col gap-2">
        {parts.length > 1 || depth > 0 ? (
          <div className="flex items-center justify-between gap-2">
            <Segmented
              size="sm"
              aria-label="How many must hold"
              value={group.match}
              onChange={(match) => onChange({ ...group, match })}
              options={[
                { value: "all", label: "All hold" },
                { value: "any", label: "Any holds" },
              ]}
            />
            {onRemove ? (
              <IconButton label="Remove this group" size="sm" onClick={onRemove}>
                <Trash2 />
              </IconButton>
            ) : null}
          </div>
        ) : null}
        {parts.map((part, index) =>
          "parts" in part ? (
            <RuleGroupBox
              key={part.key}
              group={part}
              depth={depth + 1}
              onChange={(next) => put(index, next)}
              onRemove={() => remove(index)}
            />
          ) : (
            <RuleLineRow
              key={part.key}
              line={part}
              onChange={(next) => put(index, next)}
              onRemove={() => remove(index)}
            />
          ),
        )}
        {parts.length === 0 && depth === 0 ? (
          <p className="text-muted text-sm">
            No condition yet: everybody who has a code may use it, on any order.
          </p>
        ) : null}
        <div className="flex gap-2">
          <Button
            size="sm"
            onClick={() =>
              add({ key: newKey(), subject: "", property: "", operator: "$is", values: [], message: "" })
            }
          >
            <Plus aria-hidden />
            Condition
          </Button>
          {depth < DEEPEST ? (
            <Button size="sm" onClick={() => add(emptyGroup(group.match === "all" ? "any" : "all"))}>
              <Plus aria-hidden />
              Group
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}
