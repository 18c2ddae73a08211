import { valuesAt } from "@/lib/domain/condition/evaluate";
import { momentOf } from "@/lib/domain/time/moment-of";

const DAY = /^(\d{4}-\d{2}-\d{2})$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * The moment (epoch ms) a customer's date attribute names: an ISO day is that day at `time` in their zone, an ISO moment is itself. Null when
 * they have none, or it is no date.
 */
export function customerDate(
  attributes: Readonly<Record<string, unknown>>,
  path: string,
  time: string,
  zone: string,
): number | null {
  const value = valuesAt(attributes, path.split("."))[0];
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (DAY.test(text)) return momentOf(text, time, zone);
  const moment = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? null : moment;
}
