import type { Permission } from "@/lib/domain/access/permissions";
import { DomainError } from "@/lib/domain/errors";

/** Who calls a use-case, in which workspace, and what they may do there. */
export type Actor = {
  workspaceId: string;
  /** user:<id> | key:<id> | system: goes into the audit trail */
  id: string;
  kind: "user" | "key" | "system";
  userId: string | null;
  name: string;
  role: string;
  permissions: ReadonlySet<Permission>;
};

/** Refuses unless the actor may do this. Every use-case that changes or shows something calls it first. */
export function authorise(actor: Actor, permission: Permission): void {
  if (actor.permissions.has(permission)) return;
  throw new DomainError(
    "forbidden",
    `Your role (${actor.role}) may not do this: it needs the permission "${permission}".`,
    {
      extra: { permission },
    },
  );
}

/** The product itself, acting in a workspace: seeding, jobs. */
export function systemActor(workspaceId: string, permissions: readonly Permission[]): Actor {
  return {
    workspaceId,
    id: "system",
    kind: "system",
    userId: null,
    name: "Cartograph",
    role: "system",
    permissions: new Set(permissions),
  };
}
