import { Temporal } from "temporal-polyfill";

/** A moment as a datetime-local input shows it in a zone: "2026-05-01T09:30". */
export function toLocalInput(iso: string, timeZone: string): string {
  return Temporal.Instant.from(iso)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
}

/** What such an input holds, as an ISO moment; null while it is empty or unfinished. A time left out by a clock change moves forward. */
export function fromLocalInput(text: string, timeZone: string): string | null {
  if (!text) return null;
  try {
    const moment = Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
    return new Date(moment).toISOString();
  } catch {
    return null;
  }
}
