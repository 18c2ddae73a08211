import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";

// Counted in this process's memory: a count in the database would cost each request more than the request itself. Ten seconds'
// worth at once lets a shop catch up after an outage.
const SECONDS = 10;
const REQUESTS_PER_SECOND = 1_000;

const limiter = new RateLimiterMemory({ points: REQUESTS_PER_SECOND * SECONDS, duration: SECONDS });

/** Refuses requests beyond what one key may send, so that one shop in a loop does not slow the others. @throws DomainError rate_limited */
export async function limitIngestion(
  actor: Actor,
  limit: Pick<RateLimiterMemory, "consume"> = limiter,
): Promise<void> {
  try {
    await limit.consume(`${actor.workspaceId} ${actor.id}`);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new DomainError(
      "rate_limited",
      `This key has sent too many requests. Try again in ${retryAfterSeconds} s, with more events in each.`,
      {
        extra: { retryAfterSeconds },
      },
    );
  }
}
