import type pg from "pg";
import { pool, transaction } from "./pool";

const TRIES = 5;
/** Two transactions each waited for the other's row, or changed what the other had read: one was ended, and may simply try again. */
const DISTURBED = new Set(["40P01", "40001"]);

/** Runs `work` in one transaction, and again when the database ended it in favour of another one. */
export async function undisturbed<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  from: pg.Pool = pool(),
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(work, from);
    } catch (error) {
      if (!isDisturbed(error) || attempt === TRIES) throw error;
    }
  }
}

/** Whether the database ended what failed with this in favour of somebody else: nothing of it is written. */
export function isDisturbed(error: unknown): boolean {
  return DISTURBED.has((error as { code?: string }).code ?? "");
}
