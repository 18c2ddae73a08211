import { Undecidable } from "./undecidable";

/** A batch that could not be done, and what it had taken. Nothing of it was changed; `cause` is why. */
export class BatchFailure extends Error {
  override name = "BatchFailure";

  constructor(
    readonly shards: readonly number[],
    readonly taken: {
      eventIds: readonly number[];
      runIds: readonly string[];
      checks: readonly { segmentId: string; customerId: string }[];
    },
    cause: unknown,
  ) {
    super((cause as Error).message, { cause });
  }

  /**
   * Whether the same batch would fail for ever: the database refused the data (SQLSTATE classes 22 and 23), nothing could be decided from it,
   * or it has no value that can be written (a moment that is none, say). A database that cannot be reached is none of these.
   */
  get isOfData(): boolean {
    const { cause } = this;
    if (cause instanceof Undecidable || cause instanceof RangeError || cause instanceof TypeError)
      return true;
    const { code } = cause as { code?: unknown };
    return typeof code === "string" && /^2[23]/.test(code);
  }
}
