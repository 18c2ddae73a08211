import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { DomainError } from "@/lib/domain/errors";
import { fileOfForm } from "./file-of-form";

const MOST_BYTES = 1_000_000_000;
const PREFIX = "cartograph-upload-";

/**
 * Keeps an upload in a file of its own while `work` runs, written as it arrives, so that one of any length costs no memory; the file is
 * gone afterwards whatever happens. Of a form (multipart/form-data) it is the first file in it, else the body as it is.
 * @throws DomainError too_large before the first byte when the upload says so itself, else as soon as more than `mostBytes` have arrived; invalid_input when
 * its sender breaks it off
 */
export async function keepUpload<T>(
  request: Pick<Request, "body" | "headers">,
  work: (file: string) => Promise<T>,
  mostBytes = MOST_BYTES,
): Promise<T> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge(mostBytes);
  await sweep();
  const folder = await mkdtemp(path.join(tmpdir(), PREFIX));
  const file = path.join(folder, "upload");
  const form = /^multipart\/form-data\b/i.test(request.headers.get("content-type") ?? "");
  try {
    await pipeline(
      Readable.from(arriving(request.body)),
      upTo(mostBytes),
      ...(form ? [fileOfForm()] : []),
      createWriteStream(file, { mode: 0o600 }),
    );
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* arriving(body: Request["body"]): AsyncGenerator<Uint8Array> {
  if (!body) return;
  try {
    yield* Readable.fromWeb(body as ReadableStream);
  } catch {
    // Whoever called it off knows, and nobody else needs to.
    throw new DomainError(
      "invalid_input",
      "The upload ended before all of the file had arrived, and nothing of it was taken in. Send it again.",
    );
  }
}

/** Removes what a process that was killed in the middle has left behind: no upload takes a day. */
async function sweep(): Promise<void> {
  const old = Date.now() - 86_400_000;
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(tmpdir(), name);
    const found = await stat(folder).catch(() => null);
    if (found && found.mtimeMs < old) await rm(folder, { recursive: true, force: true });
  }
}

function upTo(mostBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= mostBytes) return done(null, chunk);
      done(tooLarge(mostBytes));
    },
  });
}

function tooLarge(mostBytes: number): DomainError {
  const message = `The file is larger than ${(mostBytes / 1e6).toLocaleString("en")} MB.`;
  const fix = "Split it into smaller files and upload one after the other.";
  return new DomainError("too_large", message, { issues: [{ path: "", message, fix }] });
}
