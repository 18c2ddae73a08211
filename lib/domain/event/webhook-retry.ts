const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** Further tries of a call that failed: after 1, 2, 4, … minutes, the last after a day. Together about two and a half days. */
const RETRIES = 12;

/** How long to wait after this many tries that failed, in ms; null when there shall be no further one. */
export function webhookRetryMs(attempts: number): number | null {
  if (attempts > RETRIES) return null;
  return attempts === RETRIES ? DAY_MS : 2 ** (attempts - 1) * MINUTE_MS;
}
