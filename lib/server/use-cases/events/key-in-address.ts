import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { isPublicKey } from "./is-public-key";

/**
 * Whether the key came as `?key=` in the address, as browsers send it when they cannot set headers. Addresses end up in logs and
 * histories, so that only keys that can do no more than write may stand there.
 * @throws DomainError forbidden
 */
export function keyInAddress(actor: Actor, request: Request): boolean {
  if (!new URL(request.url).searchParams.has("key")) return false;
  if (isPublicKey(actor)) return true;
  throw new DomainError(
    "forbidden",
    "Only a key with the scope write may stand in an address. Send this one as Authorization: Bearer.",
  );
}
