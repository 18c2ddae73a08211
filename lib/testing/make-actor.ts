import { permissionsOfRole, type Role } from "@/lib/domain/access/permissions";
import type { Actor } from "@/lib/server/auth/actor";

/** A person with this role in a workspace, without a session. */
export function makeActor(workspaceId: string, role: Role = "owner"): Actor {
  return {
    workspaceId,
    id: `user:00000000-0000-7000-8000-00000000000${role.length}`,
    kind: "user",
    userId: null,
    name: role,
    role,
    permissions: new Set(permissionsOfRole(role)),
  };
}
