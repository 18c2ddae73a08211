import type { z } from "zod";
import type { codeImport } from "@/lib/contracts/campaign-codes";
import type { CodeImportRow } from "@/lib/server/db/coupons/code-imports";
import { SILENT_MS } from "./note-again";

/** A file of codes in the API's words. One whose process is gone has failed, and so has its transaction. */
export function importOf(row: CodeImportRow, now: Date): z.output<typeof codeImport> {
  const { id, lines, codes, written, given, refused, problems, created_at, updated_at } = row;
  const goesOn = row.status === "checking" || row.status === "writing";
  const lost = goesOn && updated_at.getTime() <= now.getTime() - SILENT_MS;
  return {
    id,
    fileName: row.file_name,
    status: lost ? "failed" : row.status,
    lines,
    codes,
    written: lost ? 0 : written,
    given,
    refused,
    problems,
    failure: lost
      ? "The server was stopped meanwhile. Nothing was taken in: upload the file again."
      : row.failure,
    createdAt: created_at.toISOString(),
  };
}
