/** A batch that could not be done, and what it had taken. Nothing of it was changed; `cause` is why. */
export class BatchFailure extends Error {
  override name = "BatchFailure";

  constructor(
    readonly shard: number,
    readonly taken: { eventIds: readonly number[]; runIds: readonly string[] },
    cause: unknown,
  ) {
    super((cause as Error).message, { cause });
  }

  /** SQLSTATE classes 22 and 23: the data itself was refused, so the same batch would fail for ever. */
  get isOfData(): boolean {
    const { code } = this.cause as { code?: unknown };
    return typeof code === "string" && /^2[23]/.test(code);
  }
}
