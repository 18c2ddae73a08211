import { describeConditions } from "@/lib/domain/condition/describe";
import type { Names } from "./step-definition";

/** A step's conditions in words, as well as the names at hand allow; empty for none. `eventName` is the event they ask about. */
export function filterWords(filter: unknown, eventName: unknown, names: Names): string {
  return names.conditions ? names.conditions(filter, eventName) : describeConditions(filter);
}
