import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";

const LIMIT = 120_000;
const WINDOW_SECONDS = 60;

// Per process, since a row in the database per request would cost as much as the request.
const limiter = new RateLimiterMemory({ points: LIMIT, duration: WINDOW_SECONDS });

/** Counts a request of a workspace. Headers: the limit, what is left of it, and the epoch second at which it is whole again. */
export async function countRequest(
  workspaceId: string,
): Promise<{ exceeded: boolean; headers: Record<string, string> }> {
  const result = await limiter.consume(workspaceId).then(
    (state) => ({ exceeded: false, state }),
    (state: RateLimiterRes) => ({ exceeded: true, state }),
  );
  const { exceeded, state } = result;
  const headers: Record<string, string> = {
    "x-rate-limit-limit": String(LIMIT),
    "x-rate-limit-remaining": String(state.remainingPoints),
    "x-rate-limit-retry": String(Math.ceil((Date.now() + state.msBeforeNext) / 1000)),
  };
  if (exceeded) headers["retry-after"] = String(Math.ceil(state.msBeforeNext / 1000));
  return { exceeded, headers };
}
