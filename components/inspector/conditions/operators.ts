import {
  type Condition,
  type ConditionGroup,
  type Operator,
  WITHOUT_VALUE,
} from "@/lib/domain/condition/condition";
import { type ConditionField, type FieldType, operatorsFor } from "@/lib/domain/condition/fields";

/** A comparison as it stands in the form: anything may still be missing. */
export type DraftCondition = { field: string; operator: Operator; value?: Condition["value"] };
export type DraftGroup = { match: "all" | "any"; conditions: (DraftCondition | DraftGroup)[] };

export const EMPTY_GROUP: DraftGroup = { match: "all", conditions: [] };

/** What stands in a draft, as a group; what is none becomes an empty one. */
export function groupOf(value: unknown): DraftGroup {
  if (typeof value !== "object" || value === null || !("conditions" in value)) return EMPTY_GROUP;
  const { match, conditions } = value as Partial<ConditionGroup>;
  return { match: match === "any" ? "any" : "all", conditions: Array.isArray(conditions) ? conditions : [] };
}

/** The type of a field; one that is not known (an attribute, an older event) is treated as text. */
export function typeOf(path: string, fields: readonly ConditionField[]): FieldType {
  return fields.find((field) => field.path === path)?.type ?? "string";
}

/** A comparison after its field was changed: the operator stays while it makes sense, the value while the type is the same. */
export function withField(
  condition: DraftCondition,
  path: string,
  fields: readonly ConditionField[],
): DraftCondition {
  const type = typeOf(path, fields);
  const allowed = operatorsFor(type);
  const operator = allowed.includes(condition.operator) ? condition.operator : allowed[0]!;
  const keep = type === typeOf(condition.field, fields) && operator === condition.operator;
  const value = keep ? condition.value : type === "boolean" ? true : undefined;
  return clean({ field: path, operator, value });
}

/** A comparison after its operator was changed; a value becomes a list of one where a list is asked for, and back. */
export function withOperator(condition: DraftCondition, operator: Operator): DraftCondition {
  const { value } = condition;
  const many = operator === "in" || operator === "not_in";
  if (WITHOUT_VALUE.includes(operator)) return clean({ ...condition, operator, value: undefined });
  if (many && !Array.isArray(value))
    return clean({
      ...condition,
      operator,
      value: value === undefined || value === "" ? undefined : [value],
    });
  if (!many && Array.isArray(value)) return clean({ ...condition, operator, value: value[0] });
  return { ...condition, operator };
}

/** Without keys that say nothing: the draft is JSON. */
function clean({ field, operator, value }: DraftCondition): DraftCondition {
  return value === undefined ? { field, operator } : { field, operator, value };
}
