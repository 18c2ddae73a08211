import { formatMoney } from "@/lib/utils/format-money";
import { OPERATORS, SUBJECTS, takesNoValue } from "./rule-subjects";
import type { RuleGroup, RuleLine } from "./rule-tree";

type Names = { segment: (id: string) => string; currency: string };

/** One condition in words: "Order amount at least €50". */
export function lineWords(line: RuleLine, names: Names): string {
  const subject = SUBJECTS.find(({ name }) => name === line.subject);
  if (!subject) return `${line.subject} ${line.operator} ${line.values.join(", ")}`;
  const label = subject.kind === "property" ? `${subject.label} “${line.property}”` : subject.label;
  const operator =
    OPERATORS[subject.kind].find(({ value }) => value === line.operator)?.label ?? line.operator;
  if (takesNoValue(line.operator)) return `${label} ${operator}`;
  if (subject.kind === "yesno") return line.values[0] === true ? label : `Not: ${label.toLowerCase()}`;
  const values = line.values.map((value) =>
    subject.kind === "segment"
      ? `“${names.segment(String(value))}”`
      : subject.kind === "money"
        ? formatMoney(Number(value), names.currency)
        : String(value),
  );
  return `${label} ${operator} ${values.join(", ")}`;
}

/** Why a group cannot be saved yet; null when it can. */
export function incomplete(group: RuleGroup): string | null {
  for (const part of group.parts) {
    if ("parts" in part) {
      const inner = part.parts.length === 0 ? "A group has no condition." : incomplete(part);
      if (inner) return inner;
      continue;
    }
    if (part.subject === "") return "Say what each condition is about.";
    if (part.subject.endsWith(".metadata") && part.property.trim() === "")
      return "Name the property that is compared.";
    if (!takesNoValue(part.operator) && (part.values.length === 0 || part.values.includes("")))
      return "Fill in what each condition compares with.";
  }
  return null;
}
