import { z } from "zod";

/** What a condition of a filter asks of a field. */
export const FILTER_OPERATORS = [
  "$is",
  "$is_not",
  "$in",
  "$not_in",
  "$contains",
  "$not_contain",
  "$starts_with",
  "$ends_with",
  "$more_than",
  "$less_than",
  "$more_than_equal",
  "$less_than_equal",
  "$after",
  "$before",
  "$has_value",
  "$is_unknown",
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

const operand = z.union([z.string().max(500), z.number(), z.boolean()]).transform(String);
const operands = z.union([operand.transform((one) => [one]), z.array(operand).max(100)]);

const conditions = z
  .partialRecord(z.enum(FILTER_OPERATORS, `A condition is one of ${FILTER_OPERATORS.join(", ")}.`), operands)
  .refine((given) => Object.keys(given).length > 0, "Give a condition, such as $is.");

/** Which rows of a list are meant: conditions on its fields, all or any of which hold. */
export const listFilters = z
  .record(z.string().max(100), z.union([z.string(), z.looseObject({ conditions })]))
  .transform((given, context) => {
    const { junction = "and", ...fields } = given;
    const word = typeof junction === "string" ? junction.toLowerCase() : "";
    if (word !== "and" && word !== "or")
      context.addIssue({ code: "custom", path: ["junction"], message: "junction is AND or OR." });
    const named = Object.entries(fields).map(([field, part]) => {
      if (typeof part !== "string") return { field, conditions: part.conditions };
      context.addIssue({
        code: "custom",
        path: [field],
        message: `Write it as filters[${field}][conditions][$is]=…`,
      });
      return { field, conditions: {} };
    });
    return { any: word === "or", fields: named };
  });
export type ListFilters = z.output<typeof listFilters>;

const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], "Write a moment such as 2026-05-01T00:00:00Z.")
  .transform((text) => new Date(text));
/** A span of moments; neither end is inside. */
export const span = z.object({ before: moment.optional(), after: moment.optional() });
export type Span = z.output<typeof span>;

/** What narrows and orders a list. */
export type Narrowing = {
  filters?: ListFilters | undefined;
  created_at?: Span | undefined;
  updated_at?: Span | undefined;
  /** A field, or -field for the greatest first. */
  order?: string | undefined;
  /** Public id of the row before the first. */
  starting_after_id?: string | undefined;
};
