import type { Role } from "@/lib/domain/access/permissions";

/** Of `invitation i LEFT JOIN user_account u ON u.id = i.invited_by` */
export const INVITATION_COLUMNS = "i.id, i.email, i.role, u.name AS invited_by, i.created_at, i.expires_at";

export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  invited_by: string | null;
  created_at: Date;
  expires_at: Date;
};

/** An invitation as the API shows it. */
export function invitationOf(row: InvitationRow) {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
