import { durationMs } from "@/lib/domain/time/duration";
import { nextLocalTime } from "@/lib/domain/time/local";
import { momentOf } from "@/lib/domain/time/moment-of";
import type { NaiveRun, Shopper } from "./naive-types";

type Length = { value: number; unit: "hours" };
type WaitConfig = {
  mode: string;
  duration: Length;
  time: string;
  weekdays: number[];
  date: string;
  offset: Length;
  direction: string;
};

/** When a wait is over (epoch ms); null when it has nothing to wait for. `zone` is asked for only where the local time matters. */
export function waitUntil(
  { mode, duration, time, weekdays, date, offset, direction }: WaitConfig,
  run: NaiveRun,
  shopper: Shopper,
  zone: () => string,
): number | null {
  if (mode === "duration") return run.arrivedAt + durationMs(duration);
  if (mode === "since-trigger") return run.trigger.at + durationMs(duration);
  if (mode === "local-time") return nextLocalTime(run.arrivedAt, time, weekdays, zone());
  if (mode === "date") return momentOf(date, time, zone());
  if (shopper.renewal === null) return null;
  return momentOf(shopper.renewal, time, zone())! + (direction === "before" ? -1 : 1) * durationMs(offset);
}
