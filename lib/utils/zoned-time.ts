import { Temporal } from "temporal-polyfill";

/** A moment as a date-and-time input shows it in a zone: "2026-11-21T14:05". Empty for what is no moment. */
export function toLocalInput(iso: string, zone: string): string {
  try {
    return Temporal.Instant.from(iso)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" });
  } catch {
    return "";
  }
}

/** The moment that a date-and-time input means in a zone, as ISO; null for what is no time. A time left out by the clocks moves forward. */
export function fromLocalInput(text: string, zone: string): string | null {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant().toString();
  } catch {
    return null;
  }
}
