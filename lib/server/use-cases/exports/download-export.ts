import { Readable } from "node:stream";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import type { ExportRow } from "@/lib/server/db/exports/export-row";
import { readParts } from "@/lib/server/db/exports/read-parts";
import { pool } from "@/lib/server/db/pool";
import { findExportOrFail } from "./find-export-or-fail";

const unzip = promisify(gunzip);

/** The file of an export, sent while it is read. */
export async function downloadExport({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<Response> {
  authorise(actor, "read");
  return fileOf(await findExportOrFail(actor.workspaceId, params.id));
}

/** The same of an export that was found. @throws DomainError conflict while it is not there yet */
export function fileOf({ id, object, status, failure, created_at }: ExportRow): Response {
  if (status !== "DONE")
    throw new DomainError("conflict", failure ?? "The export is being made. Ask again in a few seconds.");
  return new Response(Readable.toWeb(Readable.from(linesOf(id), { objectMode: false })) as ReadableStream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${object}s ${created_at.toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

async function* linesOf(exportId: string): AsyncGenerator<Buffer> {
  for await (const part of readParts(pool(), exportId)) yield await unzip(part);
}
