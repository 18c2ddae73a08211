import type { PropertyType } from "@/lib/domain/event/definition";

/** What a person calls the types of properties, and an example of each. */
export const TYPE_WORDS: Record<PropertyType, { label: string; hint: string }> = {
  string: { label: "Text", hint: '"Canvas bag"' },
  money: { label: "Money", hint: "Whole minor units: 1250 for 12.50" },
  integer: { label: "Whole number", hint: "3" },
  number: { label: "Number", hint: "4.5" },
  boolean: { label: "Yes or no", hint: "true or false" },
  datetime: { label: "Moment", hint: '"2026-03-01T09:30:00Z"' },
  list: { label: "List", hint: "Of objects, when it has fields; else of plain values" },
  object: { label: "Object", hint: "Named fields" },
};
