import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import type { Position } from "./list-campaign-rows";

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** The position an opaque cursor stands for; null without one. @throws DomainError invalid_input when it is not one of ours */
export function positionOf(cursor: string | undefined): Position | null {
  if (!cursor) return null;
  try {
    const [at, id] = position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at, id };
  } catch {
    throw new DomainError("invalid_input", "This cursor is not one of this list.", {
      issues: [
        {
          path: "cursor",
          message: "unknown cursor",
          fix: "Use the nextCursor of the page before, or leave it out.",
        },
      ],
    });
  }
}

/** A page out of rows of which one more than the limit was asked for, and the cursor of the next one. */
export function pageOfRows<Row extends { id: string; created_at: Date }>(
  rows: readonly Row[],
  limit: number,
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  if (!last || rows.length <= limit) return { page, nextCursor: null };
  return {
    page,
    nextCursor: Buffer.from(JSON.stringify([last.created_at.toISOString(), last.id])).toString("base64url"),
  };
}
