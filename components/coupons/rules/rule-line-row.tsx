"use client";

import { MessageSquareText, Trash2 } from "lucide-react";
import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { OPERATORS, SUBJECTS, usualOperator } from "./rule-subjects";
import type { RuleLine } from "./rule-tree";
import { RuleValue } from "./rule-value";

const OPTIONS = SUBJECTS.map(({ name, label, group }) => ({ value: name, label, group }));

/** One condition, and what the customer is told when it fails. */
export function RuleLineRow({
  line,
  onChange,
  onRemove,
}: {
  line: RuleLine;
  onChange: (line: RuleLine) => void;
  onRemove: () => void;
}) {
  const [saying, setSaying] = useState(line.message !== "");
  const subject = SUBJECTS.find(({ name }) => name === line.subject);
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-surface p-2">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-56 flex-1">
          <Combobox
            aria-label="What the condition is about"
            value={line.subject || null}
            onChange={(name) => {
              const next = SUBJECTS.find((one) => one.name === name);
              if (next)
                onChange({
                  ...line,
                  subject: next.name,
                  property: "",
                  operator: usualOperator(next),
                  values: next.kind === "yesno" ? [true] : [],
                });
            }}
            options={OPTIONS}
            selectedLabel={line.subject && !subject ? line.subject : undefined}
            placeholder="Choose what it is about"
            searchPlaceholder="Find"
          />
        </div>
        {subject?.kind === "property" ? (
          <Input
            aria-label="Name of the property"
            className="w-36"
            placeholder="Property"
            value={line.property}
            onChange={(event) => onChange({ ...line, property: event.target.value })}
          />
        ) : null}
        {subject && OPERATORS[subject.kind].length > 1 ? (
          <div className="w-36">
            <Select
              aria-label="Comparison"
              value={line.operator}
              onChange={(operator) => onChange({ ...line, operator })}
              options={OPERATORS[subject.kind]}
            />
          </div>
        ) : null}
        {subject ? (
          <div className="min-w-40 flex-1">
            <RuleValue line={line} subject={subject} onChange={(values) => onChange({ ...line, values })} />
          </div>
        ) : null}
        <IconButton
          label={saying ? "Say nothing of its own" : "Say why to the customer"}
          size="sm"
          className={saying ? "bg-selected" : ""}
          onClick={() => {
            setSaying(!saying);
            if (saying) onChange({ ...line, message: "" });
          }}
        >
          <MessageSquareText />
        </IconButton>
        <IconButton label="Remove this condition" size="sm" onClick={onRemove}>
          <Trash2 />
        </IconButton>
      </div>
      {saying ? (
        <Input
          aria-label="What the customer is told"
          placeholder="What the customer is told when this fails"
          dir="auto"
          maxLength={500}
          value={line.message}
          onChange={(event) => onChange({ ...line, message: event.target.value })}
        />
      ) : null}
    </div>
  );
}
