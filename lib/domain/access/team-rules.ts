import type { Role } from "./permissions";

type Change = {
  /** Role of who asks: one of the five, or what an API key calls itself. */
  actorRole: string;
  /** Role the member has now; null for somebody who is being invited. */
  from: Role | null;
  /** Role they are to have; null to remove them. */
  to: Role | null;
  /** How many owners the workspace has now. */
  owners: number;
};

/**
 * Why a change of the team is refused, or null. Nobody but an owner makes, changes or removes an owner, and the last owner stays:
 * otherwise a workspace could lock everybody out.
 */
export function refuseTeamChange({ actorRole, from, to, owners }: Change): string | null {
  if ((from === "owner" || to === "owner") && from !== to && actorRole !== "owner")
    return "Only an owner can make, change or remove an owner. Ask one of them.";
  if (from === "owner" && to !== "owner" && owners <= 1)
    return "This is the last owner. Make somebody else an owner first, so that nobody is locked out.";
  return null;
}
