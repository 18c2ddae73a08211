/** What was parsed lately, by a text that changes whenever it does; bounded. */
export class Parsed<Value> {
  readonly #known = new Map<string, Value>();

  constructor(readonly most = 1_000) {}

  /** What stands under the text, parsed by `parse` where it is asked for the first time. Everybody is given the same object: change nothing in it. */
  of(text: string, parse: () => Value): Value {
    const before = this.#known.get(text);
    if (before !== undefined) return before;
    const value = parse();
    if (this.#known.size >= this.most) this.#known.clear();
    this.#known.set(text, value);
    return value;
  }
}
