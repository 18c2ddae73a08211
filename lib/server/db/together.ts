/** What PostgreSQL answers to every statement after one that failed in the same transaction. */
const ABORTED = "25P02";

/**
 * Waits for statements that were sent on one connection one behind the other, without waiting for each answer: the server carries them out in the
 * order in which they were sent, and is not kept waiting in between. All are over when this returns or throws.
 * @throws what the first that failed failed with, not what that did to those behind it
 */
export async function together<Values extends readonly unknown[]>(
  statements: readonly [...{ [Index in keyof Values]: Promise<Values[Index]> }],
): Promise<Values> {
  const settled = await Promise.allSettled(statements);
  const failures = settled.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((reason) => codeOf(reason) !== ABORTED) ?? failures[0];
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as Values;
}

/** The SQLSTATE of a failure, or of what it was caused by. */
function codeOf(reason: unknown): unknown {
  if (!(reason instanceof Error)) return null;
  return "code" in reason ? reason.code : codeOf(reason.cause);
}
