import type { showMeContract } from "@/lib/contracts/accounts";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { Actor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";

type Me = ResponseOf<typeof showMeContract>;

/** Who the actor is, where they are and what they may do. Needs no permission: it is about themselves. */
export async function showMe({ actor }: { actor: Actor }): Promise<Me> {
  const [user, workspaces] = await Promise.all([readUser(actor), readWorkspaces(actor)]);
  const current = workspaces.find(({ id }) => id === actor.workspaceId)!;
  return {
    user,
    workspace: {
      id: current.id,
      name: current.name,
      timeZone: current.time_zone,
      currency: current.currency,
      demo: current.demo,
    },
    role: actor.role,
    permissions: [...actor.permissions],
    workspaces: workspaces.map(({ id, name }) => ({ id, name })),
    links: current.demo ? demoLinks() : {},
  };
}

async function readUser({ userId }: Actor): Promise<Me["user"]> {
  if (!userId) return null;
  const { rows } = await pool().query<{ id: string; name: string; email: string }>(
    `SELECT id, name, email FROM user_account WHERE id = $1`,
    [userId],
  );
  return rows[0] ?? null;
}

type WorkspaceRow = { id: string; name: string; time_zone: string; currency: string; demo: boolean };

async function readWorkspaces({ workspaceId, userId }: Actor): Promise<WorkspaceRow[]> {
  const { rows } = await pool().query<WorkspaceRow>(
    `SELECT id, name, time_zone, currency, demo FROM workspace
     WHERE id = $1 OR id IN (SELECT workspace_id FROM membership WHERE user_id = $2)
     ORDER BY lower(name), id`,
    [workspaceId, userId],
  );
  return rows;
}

function demoLinks(): Me["links"] {
  const { APP_URL, DEMO, INBOX_PORT } = env();
  if (!DEMO) return {};
  const inbox = new URL(APP_URL);
  inbox.port = String(INBOX_PORT);
  return { demoShop: "/demo-shop", inbox: inbox.origin };
}
