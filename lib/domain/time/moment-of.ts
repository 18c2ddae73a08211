import { Temporal } from "temporal-polyfill";
import { minutesOf } from "./local";

/**
 * The moment (epoch ms) at which clocks in `zone` show `time` ("09:30") on `date` ("2026-12-24"). A local time that a clock change leaves
 * out moves forward by the gap; one that occurs twice is the first. Null for a day that no calendar has.
 * @throws RangeError for a zone that nobody knows
 */
export function momentOf(date: string, time: string, zone: string): number | null {
  const minutes = minutesOf(time);
  const day = dayOf(date);
  return (
    day
      ?.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
      .toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds ?? null
  );
}

function dayOf(date: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(date, { overflow: "reject" });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
