import { Temporal } from "temporal-polyfill";

/** Local wall-clock parts of a moment. weekday: 1 Monday to 7 Sunday. minutes: since local midnight. */
export function localTime(epochMs: number, zone: string): { weekday: number; minutes: number; date: string } {
  const local = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  return {
    weekday: local.dayOfWeek,
    minutes: local.hour * 60 + local.minute,
    date: local.toPlainDate().toString(),
  };
}

/** "09:30" in minutes since midnight. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/**
 * The first moment at or after `epochMs` at which clocks in `zone` show `time` on an allowed weekday (1 Monday to 7 Sunday; none
 * given means every day). A local time that a clock change leaves out moves forward by the gap; one that occurs twice counts
 * once, the first time: Temporal's "compatible" rule.
 */
export function nextLocalTime(
  epochMs: number,
  time: string,
  weekdays: readonly number[] | null,
  zone: string,
): number {
  const start = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate();
  const minutes = minutesOf(time);
  for (let days = 0; days <= 8; days++) {
    const date = start.add({ days });
    if (weekdays && weekdays.length > 0 && !weekdays.includes(date.dayOfWeek)) continue;
    const moment = date
      .toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
      .toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
    if (moment >= epochMs) return moment;
  }
  throw new RangeError(`No allowed weekday in ${JSON.stringify(weekdays)}.`);
}

/** Whether local clocks stand inside from..until; a window whose end is before its start reaches over midnight. */
export function insideWindow(
  epochMs: number,
  window: { from: string; until: string },
  zone: string,
): boolean {
  const now = localTime(epochMs, zone).minutes;
  const from = minutesOf(window.from);
  const until = minutesOf(window.until);
  if (from === until) return false;
  return from < until ? now >= from && now < until : now >= from || now < until;
}

/** Whether the running machine knows this IANA zone. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
