/** Values that never change, kept per process by their id. When it is full, the oldest go. */
export class Kept<Value> {
  readonly #values = new Map<string, Value>();

  constructor(readonly most: number) {}

  /** The values of these ids; `read` is asked for those not kept from before. Ids it does not find are absent. */
  async load(
    ids: Iterable<string>,
    read: (missing: readonly string[]) => Promise<Iterable<readonly [string, Value]>>,
  ): Promise<Map<string, Value>> {
    const found = new Map<string, Value>();
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      const value = this.#values.get(id);
      if (value === undefined) missing.push(id);
      else found.set(id, value);
    }
    if (missing.length === 0) return found;
    // What was found is held here before anything is let go: one call may need more than are kept.
    for (const [id, value] of await read(missing)) {
      found.set(id, value);
      if (this.#values.size >= this.most) this.#values.delete(this.#values.keys().next().value!);
      this.#values.set(id, value);
    }
    return found;
  }
}
