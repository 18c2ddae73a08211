"use client";

import { FolderPlus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import type { SegmentFilter, SegmentRule } from "@/lib/domain/segment/rule";
import { NewFilter } from "./new-filter";

/** Groups in groups: the rule itself allows one level more. */
const DEEPEST = 2;

/** The filters of a rule, combined with "and" or "or"; a group may stand in a group. */
export function RuleBuilder({
  rule,
  words,
  onChange,
  disabled,
  depth = 1,
}: {
  rule: SegmentRule;
  words: (rule: SegmentRule) => string;
  onChange: (rule: SegmentRule) => void;
  disabled: boolean;
  depth?: number;
}) {
  const { match, filters } = rule;
  const replace = (index: number, next: SegmentFilter | null) =>
    onChange({
      match,
      filters: filters.flatMap((filter, at) => (at !== index ? [filter] : next ? [next] : [])),
    });
  return (
    <div className="flex flex-col gap-3">
      {filters.length > 1 ? (
        <div>
          <Segmented
            size="sm"
            aria-label="How many filters must hold"
            value={match}
            onChange={(next) => onChange({ match: next, filters })}
            options={[
              { value: "all", label: "All of these" },
              { value: "any", label: "Any of these" },
            ]}
            disabled={disabled}
          />
        </div>
      ) : null}
      {filters.length > 0 ? (
        <ul className="flex flex-col gap-2">
          {filters.map((filter, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: filters have no id, and what is shown keeps no state of its own
              key={index}
              className="flex items-start gap-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3"
            >
              {filters.length > 1 ? (
                <span className="w-7 shrink-0 text-muted text-xs leading-7">
                  {index === 0 ? "" : match === "all" ? "and" : "or"}
                </span>
              ) : null}
              <div className="min-w-0 flex-1">
                {"filters" in filter ? (
                  <RuleBuilder
                    rule={filter}
                    words={words}
                    onChange={(next) => replace(index, next)}
                    disabled={disabled}
                    depth={depth + 1}
                  />
                ) : (
                  <p className="break-words py-1 text-sm">{words({ match: "all", filters: [filter] })}</p>
                )}
              </div>
              {disabled ? null : (
                <IconButton
                  size="sm"
                  label={"filters" in filter ? "Remove this group" : "Remove this filter"}
                  onClick={() => replace(index, null)}
                >
                  <X />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {disabled ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <NewFilter
            first={filters.length === 0}
            onAdd={(filter) => onChange({ match, filters: [...filters, filter] })}
          />
          {depth < DEEPEST ? (
            <Button
              size="sm"
              variant="ghost"
              onClick={() =>
                onChange({
                  match,
                  filters: [...filters, { match: match === "all" ? "any" : "all", filters: [] }],
                })
              }
            >
              <FolderPlus aria-hidden />
              Add a group
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
