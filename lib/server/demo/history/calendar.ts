import { localTime } from "@/lib/domain/time/local";
import type { Dice } from "./dice";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = "Europe/Berlin";

/** How busy a shop is in each local hour, from midnight on. */
const HOURS = [3, 2, 1, 1, 1, 2, 4, 7, 10, 13, 14, 14, 13, 12, 12, 13, 14, 16, 19, 22, 24, 21, 14, 7];
/** Monday to Sunday. */
const WEEKDAYS = [1, 0.95, 0.95, 1, 1.1, 1.2, 1.3];

/** A moment (epoch ms) between two, at a time when people shop, more of them the later. */
export function shoppingMoment(dice: Dice, from: number, until: number): number {
  for (;;) {
    const moment = Math.floor(dice.between(from, until));
    const { weekday, minutes } = localTime(moment, ZONE);
    const busy = (HOURS[Math.floor(minutes / 60)]! / 24) * (WEEKDAYS[weekday - 1]! / 1.3);
    const growth = 0.7 + (0.3 * (moment - from)) / (until - from);
    if (dice.chance(busy * growth)) return moment;
  }
}

/**
 * The moments at which the history is carried out, from the first to `until`. They are the same times of day on every day, so that
 * what waits for whole days is due exactly at one of them; closer together when the shop is busy, and closest in the hours whose
 * anniversaries of a day or two are right after `until`.
 */
export function ticks(dice: Dice, from: number, until: number, rushMs: number): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < DAY; ) {
    offsets.push(at);
    const { minutes } = localTime(Math.floor(until - at), ZONE);
    at += dice.between(0.7, 1.3) * (20 * MINUTE + (24 - HOURS[Math.floor(minutes / 60)]!) * 2 * MINUTE);
  }
  const moments = new Set<number>();
  for (let day = until; day > from - DAY; day -= DAY)
    for (const offset of offsets) if (day - offset > from) moments.add(Math.round(day - offset));
  for (const day of [1, 2])
    for (let at = MINUTE; at < rushMs; at += 1.5 * MINUTE) moments.add(Math.round(until - day * DAY + at));
  return [...moments].sort((a, b) => a - b);
}
