import { formatDateTime } from "@/lib/utils/format-time";
import { lengthWords } from "./length-words";

/** The short line under a code: until when it counts. */
export function validityNote(
  terms: { validForMs: number | null; endsAt: string | null },
  timeZone: string,
): string {
  if (terms.validForMs !== null) return `Valid for ${lengthWords(terms.validForMs)} after it was given`;
  return terms.endsAt === null ? "Never expires" : `Valid until ${formatDateTime(terms.endsAt, timeZone)}`;
}
