import { DomainError, notFound } from "@/lib/domain/errors";
import { systemClock } from "@/lib/server/clock";
import { readCookie } from "@/lib/server/http/read-cookie";
import type { Actor } from "./actor";
import { findApiKey } from "./api-key-actor";
import { requireSameOrigin } from "./same-origin";
import { readSession } from "./session";
import { actorOfUser, signedIn } from "./user-actor";
import { WORKSPACE_COOKIE } from "./workspace-cookie";

/**
 * Who sends a request, and in which workspace: by `Authorization: Bearer <API key>`, which is of one workspace, or by the session
 * cookie of a signed-in person, who names the workspace by `x-workspace-id` or has chosen it before.
 * @throws DomainError unauthenticated; not_found for a workspace they are no member of; forbidden for a write from another site
 */
export async function authenticate(request: Request, clock = systemClock): Promise<Actor> {
  const asked = request.headers.get("x-workspace-id");
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const key = await findApiKey(bearer(authorization), clock);
    if (!key)
      throw unauthenticated(
        "This API key does not exist, or was revoked. Make a new one under Settings, API keys.",
      );
    if (key.scope === "client")
      throw new DomainError("forbidden", "A key with the scope client counts under /client/v1 alone.");
    const { actor } = key;
    if (asked && asked !== actor.workspaceId) throw notFound("workspace");
    return actor;
  }
  const session = await readSession(request);
  const person = session && (await signedIn(session));
  if (!person) {
    throw unauthenticated("Sign in at /login, or send an API key as the header Authorization: Bearer <key>.");
  }
  requireSameOrigin(request);
  return actorOfUser(person, { asked, chosen: readCookie(request, WORKSPACE_COOKIE) });
}

function bearer(authorization: string): string {
  const key = /^Bearer +(\S{1,500}) *$/i.exec(authorization)?.[1];
  if (!key)
    throw unauthenticated(
      "The header Authorization does not fit. Send it as: Authorization: Bearer <API key>.",
    );
  return key;
}

function unauthenticated(message: string): DomainError {
  return new DomainError("unauthenticated", message);
}
