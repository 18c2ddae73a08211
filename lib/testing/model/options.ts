import type { Parameters } from "fast-check";

/** How the model test is played: twenty seconds of stories in the suite; as `npm run model` says, where that is how it was started. */
export function modelOptions(): { check: Parameters<unknown>; timeoutMs: number; isLong: boolean } {
  const { MODEL_SEED, MODEL_PATH, MODEL_MINUTES } = process.env;
  const minutes = Number(MODEL_MINUTES ?? 0);
  const playMs = minutes > 0 ? minutes * 60_000 : 20_000;
  return {
    check: {
      numRuns: minutes > 0 ? 1_000_000 : 60,
      interruptAfterTimeLimit: playMs,
      ...(MODEL_SEED ? { seed: Number(MODEL_SEED) } : {}),
      ...(MODEL_PATH ? { path: MODEL_PATH, endOnFailure: true } : {}),
    },
    timeoutMs: playMs + 180_000,
    isLong: minutes > 0,
  };
}
