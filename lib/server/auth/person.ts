import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "./actor";

/** The signed-in person's id. @throws DomainError forbidden for an API key, which is nobody */
export function personOf(actor: Actor): string {
  if (actor.userId) return actor.userId;
  throw new DomainError(
    "forbidden",
    "This is about a person's own account: sign in instead of sending an API key.",
  );
}
