const WRITTEN =
  /^([1-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * The moment that a text names, in epoch ms; null when it is not one. A date alone is its midnight, and what names no zone is in UTC: the
 * answer does not depend on where the machine stands. The database reads texts the same way (`condition_moment`).
 */
export function momentOf(text: string): number | null {
  const parts = WRITTEN.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = parts;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    ms,
  );
  return local - offsetOf(zone);
}

function offsetOf(zone: string): number {
  if (zone === "Z") return 0;
  const [hours, minutes] = zone.slice(1).split(":");
  const offset = Number(hours) * 3_600_000 + Number(minutes) * 60_000;
  return zone.startsWith("-") ? -offset : offset;
}
