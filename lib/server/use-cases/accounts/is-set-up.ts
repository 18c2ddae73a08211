import { pool } from "@/lib/server/db/pool";

let known = false;

/** Whether there is an account: before the first, every screen leads to /setup. */
export async function isSetUp(): Promise<boolean> {
  // Accounts are never deleted, so a yes stays a yes.
  if (!known) known = (await pool().query(`SELECT FROM user_account LIMIT 1`)).rowCount === 1;
  return known;
}
