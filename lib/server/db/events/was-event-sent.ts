import type pg from "pg";

/**
 * Whether any event of this name is on the log. Looks through all of it, for at most two seconds; a log too long for that answers
 * yes. Runs inside a transaction, whose statement timeout it changes.
 */
export async function wasEventSent(
  client: pg.PoolClient,
  workspaceId: string,
  name: string,
): Promise<boolean> {
  await client.query("SAVEPOINT looking; SET LOCAL statement_timeout = 2000");
  try {
    const { rows } = await client.query<{ sent: boolean }>(
      "SELECT EXISTS (SELECT 1 FROM event WHERE workspace_id = $1 AND name = $2) AS sent",
      [workspaceId, name],
    );
    await client.query("SET LOCAL statement_timeout = 0");
    return rows[0]?.sent ?? false;
  } catch (error) {
    if ((error as { code?: string }).code !== QUERY_CANCELED) throw error;
    await client.query("ROLLBACK TO SAVEPOINT looking");
    return true;
  }
}

const QUERY_CANCELED = "57014";
