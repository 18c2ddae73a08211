import type { Role } from "@/lib/domain/access/permissions";

/** Of `membership m JOIN user_account u` */
export const MEMBER_COLUMNS = "u.id AS user_id, u.name, u.email, m.role, m.created_at";

export type MemberRow = { user_id: string; name: string; email: string; role: Role; created_at: Date };

/** A member as the API shows it. */
export function memberOf(row: MemberRow) {
  return {
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: row.role,
    joinedAt: row.created_at.toISOString(),
  };
}
