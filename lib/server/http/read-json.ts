import type { z } from "zod";
import { DomainError, type Issue } from "@/lib/domain/errors";
import { storableIssue } from "@/lib/domain/storable";

/**
 * Reads a JSON body of at most `maxBytes`, counting while it arrives, so that a body of any length costs no more than that.
 * `anyText` lets text through that cannot be stored, for those who look at each part by themselves.
 * @throws DomainError too_large | invalid_input
 */
export async function readJson(
  request: Request,
  maxBytes: number,
  { anyText = false }: { anyText?: boolean } = {},
): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text.trim() === "")
    throw new DomainError("invalid_input", "The body is empty: send JSON.", {
      issues: [{ path: "", message: "empty body" }],
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DomainError("invalid_input", `The body is not JSON: ${(error as Error).message}.`, {
      issues: [{ path: "", message: (error as Error).message, fix: "Send one JSON value, UTF-8 encoded." }],
    });
  }
  const issue = anyText ? null : storableIssue(value);
  if (issue)
    throw new DomainError("invalid_input", `The body cannot be stored. ${issue.message}`, {
      issues: [issue],
    });
  return value;
}

/** Reads a body as UTF-8 text of at most `maxBytes`. @throws DomainError too_large */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(request, maxBytes));
}

/** Reads the raw bytes of a body of at most `maxBytes`. @throws DomainError too_large */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new DomainError("too_large", `The body is larger than ${Math.floor(maxBytes / 1000)} kB.`, {
      issues: [{ path: "", message: "body too large", fix: "Send less at once, in several requests." }],
    });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** zod's findings as paths in words: `events[3].customer.email`. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.message }));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    "",
  );
}
