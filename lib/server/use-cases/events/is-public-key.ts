import type { Actor } from "@/lib/server/auth/actor";

/** Whether the key is of the kind that stands in a shop's pages for anybody to read: it writes events and customers and reads nothing. */
export function isPublicKey(actor: Actor): boolean {
  return actor.kind === "key" && !actor.permissions.has("read");
}
