import { z } from "zod";
import type { Position } from "@/lib/server/db/coupons/list-campaign-rows";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** The position an opaque cursor stands for; null without one. @throws DomainError invalid_input when it is not one of ours */
export function positionOf(cursor: string | undefined): Position | null {
  const decoded = decodeCursor(cursor, position);
  return decoded && { at: decoded[0], id: decoded[1] };
}

/** A page out of rows of which one more than the limit was asked for, and the cursor of the next one. */
export function pageOfRows<Row extends { id: string; created_at: Date }>(
  rows: readonly Row[],
  limit: number,
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  if (!last || rows.length <= limit) return { page, nextCursor: null };
  return { page, nextCursor: encodeCursor([last.created_at.toISOString(), last.id]) };
}
