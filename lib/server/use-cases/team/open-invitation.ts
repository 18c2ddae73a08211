import type { Role } from "@/lib/domain/access/permissions";
import { DomainError } from "@/lib/domain/errors";
import { readSession } from "@/lib/server/auth/session";
import { signedIn } from "@/lib/server/auth/user-actor";
import { pool } from "@/lib/server/db/pool";
import { hashInvitationToken } from "./invitation-link";

/** An invitation that can still be accepted, and the account its e-mail address has already. */
export type OpenInvitation = {
  id: string;
  workspaceId: string;
  workspaceName: string;
  email: string;
  role: Role;
  expiresAt: Date;
  account: { userId: string; passwordHash: string | null } | null;
};

/**
 * The invitation behind a link's token.
 * @throws DomainError not_found when the link is wrong or was withdrawn or replaced; gone when it was used or has run out
 */
export async function openInvitation(token: string, now: Date): Promise<OpenInvitation> {
  const { rows } = await pool().query<Row>(
    `SELECT i.id, i.workspace_id, i.email, i.role, i.expires_at, i.accepted_at, w.name AS workspace_name,
       u.id AS user_id, u.password_hash
     FROM invitation i JOIN workspace w ON w.id = i.workspace_id LEFT JOIN user_account u ON u.email = i.email
     WHERE i.token_hash = $1`,
    [hashInvitationToken(token)],
  );
  const row = rows[0];
  if (!row) {
    throw new DomainError(
      "not_found",
      "This link opens nothing: it was withdrawn, replaced by a newer one, or not copied whole. Ask for a new one.",
    );
  }
  if (row.accepted_at)
    throw new DomainError("gone", "This invitation was accepted already. Sign in with the account it made.");
  if (row.expires_at <= now)
    throw new DomainError("gone", "This invitation has run out. Ask whoever sent it for a new link.");
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    workspaceName: row.workspace_name,
    email: row.email,
    role: row.role,
    expiresAt: row.expires_at,
    account: row.user_id ? { userId: row.user_id, passwordHash: row.password_hash } : null,
  };
}

/** Whether the request comes from the very person who is invited, signed in. */
export async function isInvitedPerson(request: Request, { account }: OpenInvitation): Promise<boolean> {
  const session = account && (await readSession(request));
  return Boolean(session && session.userId === account.userId && (await signedIn(session)));
}

type Row = {
  id: string;
  workspace_id: string;
  workspace_name: string;
  email: string;
  role: Role;
  expires_at: Date;
  accepted_at: Date | null;
  user_id: string | null;
  password_hash: string | null;
};
