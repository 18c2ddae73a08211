import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type acceptInvitationContract, newAccount } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import { hashPassword, passwordFits } from "@/lib/server/auth/password";
import { requireSameOrigin } from "@/lib/server/auth/same-origin";
import { countSignInTry, forgiveSignInTries } from "@/lib/server/auth/sign-in-limit";
import { systemClock } from "@/lib/server/clock";
import { insertUser } from "@/lib/server/db/accounts/insert-user";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { clientAddress } from "@/lib/server/http/client-address";
import { issuesOf } from "@/lib/server/http/read-json";
import { isInvitedPerson, type OpenInvitation, openInvitation } from "./open-invitation";

type Body = z.output<NonNullable<typeof acceptInvitationContract.body>>;

/**
 * Accepts an invitation: makes the account, or takes the one that the address has here after its password (or its session) shows
 * that it is theirs. A link must never be a way to set an existing account's password.
 * @throws DomainError not_found, gone, invalid_input, forbidden, rate_limited
 */
export async function acceptInvitation(
  { body, request }: { body: Body; request: Request },
  clock = systemClock,
): Promise<ResponseOf<typeof acceptInvitationContract>> {
  const now = clock();
  const invitation = await openInvitation(body.token, now);
  const person = invitation.account
    ? { ...invitation.account, fresh: null }
    : { userId: null, fresh: await readNewAccount(body) };
  if (invitation.account) await confirm(invitation, body, request);
  await transaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE invitation SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL`,
      [invitation.id, now],
    );
    if (rowCount === 0) throw new DomainError("gone", "This invitation was accepted or withdrawn just now.");
    const userId =
      person.userId ?? (await insertUser(client, { email: invitation.email, ...person.fresh! }, now));
    if (!userId)
      throw new DomainError(
        "conflict",
        "An account with this address was made just now. Open the link again.",
      );
    await join(client, invitation, userId, now);
  });
  return { workspaceId: invitation.workspaceId, email: invitation.email };
}

async function readNewAccount(body: Body): Promise<{ name: string; passwordHash: string }> {
  const parsed = newAccount.safeParse({ name: body.name ?? "", password: body.password ?? "" });
  if (!parsed.success) {
    throw new DomainError("invalid_input", "Write your name and choose a password.", {
      issues: issuesOf(parsed.error),
    });
  }
  return { name: parsed.data.name, passwordHash: await hashPassword(parsed.data.password) };
}

async function confirm(invitation: OpenInvitation, body: Body, request: Request): Promise<void> {
  if (await isInvitedPerson(request, invitation)) return requireSameOrigin(request);
  const stored = invitation.account?.passwordHash;
  if (!stored) {
    throw new DomainError(
      "forbidden",
      `${invitation.email} signs in here with an outside provider. Sign in that way first, then open the link again.`,
    );
  }
  const address = clientAddress(request.headers);
  await countSignInTry(invitation.email, address);
  if (!(await passwordFits(stored, body.password ?? ""))) {
    const message = `This is not the password of the account ${invitation.email}.`;
    throw new DomainError("invalid_input", message, { issues: [{ path: "password", message }] });
  }
  await forgiveSignInTries(invitation.email, address);
}

async function join(client: Queryable, invitation: OpenInvitation, userId: string, now: Date): Promise<void> {
  const { workspaceId, role, email, id } = invitation;
  await client.query(
    `INSERT INTO membership (workspace_id, user_id, role, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, user_id) DO NOTHING`,
    [workspaceId, userId, role, now],
  );
  await writeAudit(client, {
    workspaceId,
    actor: `user:${userId}`,
    action: "member.joined",
    objectType: "user",
    objectId: userId,
    detail: { email, role, invitation: id },
    at: now,
  });
}
