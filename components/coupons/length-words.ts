import { type Duration, describeDuration } from "@/lib/domain/time/duration";

const MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** A length of time as people say it of an offer: 48 hours rather than 2 days, 90 minutes, 3 days. */
export function lengthWords(ms: number): string {
  return describeDuration(inUnits(ms));
}

/** The largest unit that leaves no rest; days only from the third on, since shorter offers are counted in hours. */
export function inUnits(ms: number): Duration {
  for (const unit of ["days", "hours"] as const) {
    if (ms % MS[unit] === 0 && (unit !== "days" || ms > 2 * MS.days)) return { value: ms / MS[unit], unit };
  }
  return { value: ms / MS.minutes, unit: "minutes" };
}
