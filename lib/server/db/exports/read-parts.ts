import type { Queryable } from "@/lib/server/db/pool";

/** The parts of an export's file in their order, one at a time, gzipped as they are kept. */
export async function* readParts(queryable: Queryable, exportId: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const { rows } = await queryable.query<{ content: Buffer }>(
      `SELECT content FROM export_part WHERE export_id = $1 AND number = $2`,
      [exportId, number],
    );
    if (!rows[0]) return;
    yield rows[0].content;
  }
}
