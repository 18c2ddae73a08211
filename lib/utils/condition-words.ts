import type { ConditionWords } from "@/lib/domain/condition/describe";
import type { ConditionField } from "@/lib/domain/condition/fields";
import { formatMoney } from "./format-money";
import { formatDateTime } from "./format-time";

/** How fields and values of conditions are called: labels, money, moments. */
export function conditionWords(
  fields: readonly ConditionField[],
  { currency, timeZone }: { currency: string; timeZone: string },
): ConditionWords {
  return (condition) => {
    const field = fields.find(({ path }) => path === condition.field);
    const { value } = condition;
    const shown = (one: unknown): string =>
      field?.options?.find((option) => option.value === one)?.label ??
      (field?.type === "money" && typeof one === "number"
        ? formatMoney(one, currency)
        : field?.type === "datetime" && typeof one === "string"
          ? formatDateTime(one, timeZone)
          : typeof one === "boolean"
            ? one
              ? "yes"
              : "no"
            : String(one ?? ""));
    return {
      field: field?.label ?? condition.field.replace(/^(event|customer\.attributes)\./, ""),
      value: Array.isArray(value) ? value.map(shown).join(", ") : shown(value),
    };
  };
}
