"use client";

import { Trash2 } from "lucide-react";
import {
  type DraftCondition,
  typeOf,
  withField,
  withOperator,
} from "@/components/inspector/conditions/operators";
import { ValueInput } from "@/components/inspector/conditions/value-input";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type Operator, WITHOUT_VALUE } from "@/lib/domain/condition/condition";
import { operatorWords } from "@/lib/domain/condition/describe";
import { ATTRIBUTE_PREFIX, type ConditionField, operatorsFor } from "@/lib/domain/condition/fields";

/** One comparison: what to look at, how, and with what. */
export function ConditionRow({
  condition,
  fields,
  onChange,
  onRemove,
  disabled,
}: {
  condition: DraftCondition;
  fields: readonly ConditionField[];
  onChange: (condition: DraftCondition) => void;
  /** Left out: a comparison that is alone cannot be removed. */
  onRemove?: () => void;
  disabled: boolean;
}) {
  const isAttribute = condition.field.startsWith(ATTRIBUTE_PREFIX);
  const type = typeOf(condition.field, fields);
  const operators = operatorsFor(type);
  // An operator from an older event's field is kept in sight rather than changed behind one's back.
  const offered: readonly Operator[] = operators.includes(condition.operator)
    ? operators
    : [condition.operator, ...operators];
  return (
    <div className="flex items-start gap-1.5">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 rounded-md border border-line bg-surface p-2">
        <Combobox
          aria-label="What to look at"
          value={isAttribute ? ATTRIBUTE_PREFIX : condition.field || null}
          onChange={(path) => onChange(withField(condition, path ?? "", fields))}
          options={[
            ...fields.map(({ path, label, group }) => ({ value: path, label, group })),
            { value: ATTRIBUTE_PREFIX, label: "An attribute of your own", group: "Customer" },
          ]}
          selectedLabel={condition.field || undefined}
          placeholder="What to look at"
          searchPlaceholder="Find a property"
          disabled={disabled}
        />
        {isAttribute ? (
          <Input
            aria-label="Name of the attribute"
            placeholder="Name, for example tier"
            value={condition.field.slice(ATTRIBUTE_PREFIX.length)}
            onChange={(event) =>
              onChange({ ...condition, field: ATTRIBUTE_PREFIX + event.target.value.trim() })
            }
            disabled={disabled}
          />
        ) : null}
        <div className="flex gap-1.5">
          <Select
            aria-label="How to compare"
            value={condition.operator}
            onChange={(operator) => onChange(withOperator(condition, operator))}
            options={offered.map((operator) => ({ value: operator, label: operatorWords(operator) }))}
            disabled={disabled}
            className={WITHOUT_VALUE.includes(condition.operator) ? undefined : "w-36 flex-none"}
          />
          {WITHOUT_VALUE.includes(condition.operator) ? null : (
            <div className="min-w-0 flex-1">
              <ValueInput
                type={type}
                options={fields.find(({ path }) => path === condition.field)?.options}
                many={condition.operator === "in" || condition.operator === "not_in"}
                value={condition.value}
                onChange={(value) => {
                  const { value: _before, ...rest } = condition;
                  onChange(value === undefined ? rest : { ...rest, value });
                }}
                disabled={disabled}
              />
            </div>
          )}
        </div>
      </div>
      {disabled || !onRemove ? null : (
        <IconButton label="Remove this condition" size="sm" className="mt-2.5" onClick={onRemove}>
          <Trash2 />
        </IconButton>
      )}
    </div>
  );
}
