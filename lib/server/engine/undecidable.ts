/** What is stored about a customer, run or workspace does not let anything be decided: trying again gives the same. `cause` is why. */
export class Undecidable extends Error {
  override name = "Undecidable";

  constructor(cause: unknown) {
    super((cause as Error).message, { cause });
  }
}
