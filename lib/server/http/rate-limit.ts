import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";

// Generous: it is there for the program caught in a loop, not for the busy one. Counted in this process's memory, since a count in
// the database would cost each request more than the request itself.
const CALLS = 12_000;
const SECONDS = 60;

const limiter = new RateLimiterMemory({ points: CALLS, duration: SECONDS });

/**
 * Counts a call of this key or person.
 * @returns the headers that say how many are left, for the answer
 * @throws DomainError rate_limited
 */
export async function countCall(
  actor: Actor,
  counter: Pick<RateLimiterMemory, "consume" | "points"> = limiter,
): Promise<Record<string, string>> {
  try {
    return headersOf(counter.points, await counter.consume(`${actor.workspaceId} ${actor.id}`));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = secondsUntil(refusal);
    throw new DomainError(
      "rate_limited",
      `More than ${counter.points} calls in ${SECONDS} s. Try again in ${retryAfterSeconds} s, and send more at once where a call takes a list.`,
      { extra: { retryAfterSeconds } },
    );
  }
}

function headersOf(limit: number, state: RateLimiterRes): Record<string, string> {
  return {
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(Math.max(0, state.remainingPoints)),
    "ratelimit-reset": String(secondsUntil(state)),
  };
}

function secondsUntil(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
}
