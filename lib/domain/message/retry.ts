/** After this many attempts a message that the provider never took has failed. */
export const MAX_ATTEMPTS = 8;

const FIRST_MS = 15_000;
const LONGEST_MS = 2 * 3_600_000;

/**
 * Milliseconds to wait after a failed attempt (1 is the first): 15 s doubling to 2 h, or what the provider asks for where that is
 * longer, at most a day.
 */
export function retryDelayMs(attempt: number, askedMs = 0): number {
  const own = Math.min(FIRST_MS * 2 ** Math.max(0, attempt - 1), LONGEST_MS);
  return Math.min(Math.max(own, askedMs), 86_400_000);
}
