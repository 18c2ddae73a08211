import type { z } from "zod";
import { DomainError } from "@/lib/domain/errors";

/** Makes the opaque text that a list's next page is asked for with. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** Reads it back; null when none was sent. @throws DomainError invalid_input when it is not one of ours */
export function decodeCursor<Schema extends z.ZodType>(
  cursor: string | undefined,
  schema: Schema,
): z.output<Schema> | null {
  if (cursor === undefined) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    value = undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid_input", "The cursor is not one that this list has given.", {
    issues: [
      { path: "cursor", message: "not a cursor of this list", fix: "Leave it out to begin at the start." },
    ],
  });
}
