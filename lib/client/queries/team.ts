"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type { invitePersonContract, listInvitationsContract, listTeamContract } from "@/lib/contracts/team";
import type { Role } from "@/lib/domain/access/permissions";

export type Member = ResponseOf<typeof listTeamContract>["data"][number];
export type Invitation = ResponseOf<typeof listInvitationsContract>["data"][number];
export type InvitationLink = ResponseOf<typeof invitePersonContract>;

const TEAM = "/api/v1/team";
const INVITATIONS = "/api/v1/invitations";

/** Pages of the workspace's people, by name. */
export function useTeam() {
  return usePages<Member>(TEAM);
}

/** Pages of invitations that nobody has accepted yet. */
export function useInvitations() {
  return usePages<Invitation>(INVITATIONS);
}

/** Gives a person another role. */
export function useChangeRole() {
  return useTeamChange(TEAM, ({ id, role }: { id: string; role: Role }) =>
    api.patch<Member>(`${TEAM}/${id}`, { body: { role } }),
  );
}

/** Takes a person out of the workspace. */
export function useRemoveMember() {
  return useTeamChange(TEAM, (id: string) => api.delete(`${TEAM}/${id}`));
}

/** Invites a person; the answer holds the link, once. */
export function useInvite() {
  return useTeamChange(INVITATIONS, (body: BodyOf<typeof invitePersonContract>) =>
    api.post<InvitationLink>(INVITATIONS, { body }),
  );
}

/** Makes a new link; the old one stops working. */
export function useRenewInvitation() {
  return useTeamChange(INVITATIONS, (id: string) => api.post<InvitationLink>(`${INVITATIONS}/${id}/link`));
}

/** Withdraws an invitation. */
export function useWithdrawInvitation() {
  return useTeamChange(INVITATIONS, (id: string) => api.delete(`${INVITATIONS}/${id}`));
}

function useTeamChange<Input, Output>(list: string, change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: pagesKey(list) }),
  });
}
