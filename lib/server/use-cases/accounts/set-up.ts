import type { z } from "zod";
import type { setUpContract } from "@/lib/contracts/accounts";
import type { ResponseOf } from "@/lib/contracts/contract";
import { DomainError } from "@/lib/domain/errors";
import { hashPassword } from "@/lib/server/auth/password";
import { countSignInTry } from "@/lib/server/auth/sign-in-limit";
import { systemClock } from "@/lib/server/clock";
import { insertUser } from "@/lib/server/db/accounts/insert-user";
import { insertWorkspace } from "@/lib/server/db/accounts/insert-workspace";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { clientAddress } from "@/lib/server/http/client-address";

type Call = { body: z.output<NonNullable<typeof setUpContract.body>>; request: Request };

/** Makes the first account, an owner, and its workspace. @throws DomainError conflict once there is an account */
export async function setUp(
  { body: { user, workspace }, request }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof setUpContract>> {
  await countSignInTry(user.email, clientAddress(request.headers));
  const passwordHash = await hashPassword(user.password);
  const now = clock();
  return await transaction(async (client) => {
    // Two first visitors at once: the second waits here, and then finds the first one's account.
    await client.query(`LOCK TABLE user_account IN SHARE ROW EXCLUSIVE MODE`);
    const { rowCount } = await client.query(`SELECT FROM user_account LIMIT 1`);
    const userId = rowCount === 0 && (await insertUser(client, { ...user, passwordHash }, now));
    if (!userId) {
      throw new DomainError(
        "conflict",
        "Cartograph is set up already. Sign in, or ask an owner for an invitation.",
      );
    }
    const workspaceId = await insertWorkspace(client, workspace, userId, now);
    await writeAudit(client, {
      workspaceId,
      actor: `user:${userId}`,
      action: "workspace.created",
      objectType: "workspace",
      objectId: workspaceId,
      detail: { name: workspace.name },
      at: now,
    });
    return { userId, workspaceId };
  });
}
