import pg from "pg";

export type Watched = { name: string | null; text: string; times: number };

/**
 * Tells of every statement that this process sends to PostgreSQL, through whatever pool or session, while `work` runs. Each text once.
 */
export async function watchStatements(work: () => Promise<unknown>): Promise<Watched[]> {
  const { prototype } = pg.Client;
  const real = prototype.query;
  const seen = new Map<string, Watched>();
  prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { name?: string; text?: string }];
    const text = typeof first === "string" ? first : (first.text ?? "");
    const name = typeof first === "string" ? null : (first.name ?? null);
    seen.set(text, { name, text, times: (seen.get(text)?.times ?? 0) + 1 });
    return Reflect.apply(real, this, args);
  } as typeof real;
  try {
    await work();
  } finally {
    prototype.query = real;
  }
  return [...seen.values()];
}
