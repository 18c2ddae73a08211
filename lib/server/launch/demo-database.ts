import pg from "pg";

/**
 * Which database this is and which demo workspace it holds, in one string; null when it holds none. Another server, a dropped
 * database or a new demo gives another string.
 */
export async function demoDatabase(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, application_name: "cartograph launcher" });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT current_database() || '/' || d.oid || '/' || w.id AS name
         FROM workspace w, pg_database d
        WHERE w.demo AND d.datname = current_database()
        ORDER BY w.created_at LIMIT 1`,
    );
    return rows[0]?.name ?? null;
  } finally {
    await client.end();
  }
}
