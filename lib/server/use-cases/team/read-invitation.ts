import type { ResponseOf } from "@/lib/contracts/contract";
import type { readInvitationContract } from "@/lib/contracts/team";
import { systemClock } from "@/lib/server/clock";
import { isInvitedPerson, openInvitation } from "./open-invitation";

/** What an invitation's link offers, and what the person has to do to accept it. The link itself is the permission. */
export async function readInvitation(
  { body, request }: { body: { token: string }; request: Request },
  clock = systemClock,
): Promise<ResponseOf<typeof readInvitationContract>> {
  const invitation = await openInvitation(body.token, clock());
  const { account, email, role, workspaceName, expiresAt } = invitation;
  const needs = !account
    ? "new"
    : (await isInvitedPerson(request, invitation))
      ? "signed-in"
      : account.passwordHash
        ? "password"
        : "outside";
  return { email, role, workspaceName, expiresAt: expiresAt.toISOString(), needs };
}
