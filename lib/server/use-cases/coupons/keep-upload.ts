import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/**
 * Keeps an upload in a file of its own while `work` runs, written as it arrives, so that one of any length costs no memory; the file is
 * gone afterwards whatever happens.
 */
export async function keepUpload<T>(
  body: ReadableStream | null,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "cartograph-upload-"));
  const file = path.join(folder, "upload");
  try {
    await pipeline(
      body ? Readable.fromWeb(body) : Readable.from([]),
      createWriteStream(file, { mode: 0o600 }),
    );
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
