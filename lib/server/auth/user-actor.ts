import { permissionsOfRole, type Role } from "@/lib/domain/access/permissions";
import { DomainError, notFound } from "@/lib/domain/errors";
import { pool } from "@/lib/server/db/pool";
import type { Actor } from "./actor";
import { passwordStamp } from "./password";
import type { Session } from "./session";

/** A signed-in person with all their workspaces, the oldest membership first. */
export type SignedIn = {
  user: { id: string; name: string; email: string };
  memberships: { workspaceId: string; role: Role }[];
};

/** Whom a session belongs to; null when the person is gone, or has changed their password since. */
export async function signedIn(session: Session): Promise<SignedIn | null> {
  const { rows } = await pool().query<Row>(
    `SELECT u.name, u.email, u.password_hash, m.workspace_id, m.role
     FROM user_account u LEFT JOIN membership m ON m.user_id = u.id
     WHERE u.id = $1 ORDER BY m.created_at, m.workspace_id`,
    [session.userId],
  );
  const first = rows[0];
  if (!first || passwordStamp(first.password_hash) !== session.stamp) return null;
  return {
    user: { id: session.userId, name: first.name, email: first.email },
    memberships: rows.flatMap(({ workspace_id, role }) =>
      workspace_id && role ? [{ workspaceId: workspace_id, role }] : [],
    ),
  };
}

/**
 * The person as the actor in one workspace: the one they asked for by name, else the one they chose last, else their oldest.
 * @throws DomainError not_found when they ask for one they are no member of; forbidden when they are member of none
 */
export function actorOfUser(
  { user, memberships }: SignedIn,
  { asked, chosen }: { asked: string | null; chosen: string | undefined },
): Actor {
  const membership = asked
    ? memberships.find(({ workspaceId }) => workspaceId === asked)
    : (memberships.find(({ workspaceId }) => workspaceId === chosen) ?? memberships[0]);
  if (!membership && asked) throw notFound("workspace");
  if (!membership) {
    throw new DomainError(
      "forbidden",
      "You are not a member of any workspace. Ask an owner or admin of yours for an invitation.",
    );
  }
  return {
    workspaceId: membership.workspaceId,
    id: `user:${user.id}`,
    kind: "user",
    userId: user.id,
    name: user.name,
    role: membership.role,
    permissions: new Set(permissionsOfRole(membership.role)),
  };
}

type Row = {
  name: string;
  email: string;
  password_hash: string | null;
  workspace_id: string | null;
  role: Role | null;
};
