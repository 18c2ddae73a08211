import type pg from "pg";
import { z } from "zod";
import type { Clock } from "@/lib/server/clock";
import { writeExport } from "@/lib/server/db/exports/write-export";

const exportPayload = z.object({ exportId: z.uuid() });

/** Makes the file of an export that somebody asked for; another worker begins anew where this one dies. */
export async function exportList(
  payload: unknown,
  { pool, clock, mostCharacters }: { pool: pg.Pool; clock: Clock; mostCharacters?: number },
): Promise<void> {
  await writeExport(pool, exportPayload.parse(payload).exportId, clock, mostCharacters);
}
