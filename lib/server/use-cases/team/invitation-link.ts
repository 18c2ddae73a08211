import { createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/server/env";

export const INVITATION_MS = 7 * 86_400_000;

/** A new link to accept an invitation by, and the hash that is kept of it. */
export function newInvitationLink(): { url: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { url: `${env().APP_URL}/invite/${token}`, tokenHash: hashInvitationToken(token) };
}

/** What is kept of a link's token. It is random, so a plain hash cannot be guessed back. */
export function hashInvitationToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
