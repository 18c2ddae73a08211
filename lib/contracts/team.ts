import { z } from "zod";
import { emailAddress, newPassword, personName } from "@/lib/domain/access/account";
import { ROLES } from "@/lib/domain/access/permissions";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Team";
const role = z.enum(ROLES);

export const member = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  joinedAt: z.iso.datetime(),
});

export const listTeamContract = contract({
  method: "GET",
  path: "/api/v1/team",
  summary: "List the people of the workspace",
  tag: TAG,
  access: "read",
  query: pageQuery,
  response: pageOf(member),
});

export const changeRoleContract = contract({
  method: "PATCH",
  path: "/api/v1/team/{id}",
  summary: "Give a person another role",
  description: "Only an owner changes an owner, and the last owner stays one.",
  tag: TAG,
  access: "team:write",
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ role }),
  response: member,
});

export const removeMemberContract = contract({
  method: "DELETE",
  path: "/api/v1/team/{id}",
  summary: "Take a person out of the workspace, or leave it oneself",
  description: "Others need the permission team:write. What the person made stays.",
  tag: TAG,
  access: "signed-in",
  params: z.object({ id: z.uuid() }),
  response: z.undefined(),
  status: 204,
});

const invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role,
  invitedBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

/** `url` is shown this once: only its hash is kept. */
const invitationLink = invitation.extend({ url: z.string() });

export const listInvitationsContract = contract({
  method: "GET",
  path: "/api/v1/invitations",
  summary: "List invitations that nobody has accepted yet",
  tag: TAG,
  access: "read",
  query: pageQuery,
  response: pageOf(invitation),
});

export const invitePersonContract = contract({
  method: "POST",
  path: "/api/v1/invitations",
  summary: "Invite a person by a link",
  description: "Nothing is sent: give the link to the person. It works once, for seven days.",
  tag: TAG,
  access: "team:write",
  body: z.strictObject({ email: emailAddress, role }),
  response: invitationLink,
  status: 201,
  secretAnswer: true,
});

export const renewInvitationContract = contract({
  method: "POST",
  path: "/api/v1/invitations/{id}/link",
  summary: "Make a new link for an invitation; the old one stops working",
  tag: TAG,
  access: "team:write",
  params: z.object({ id: z.uuid() }),
  response: invitationLink,
  secretAnswer: true,
});

export const withdrawInvitationContract = contract({
  method: "DELETE",
  path: "/api/v1/invitations/{id}",
  summary: "Withdraw an invitation",
  tag: TAG,
  access: "team:write",
  params: z.object({ id: z.uuid() }),
  response: z.undefined(),
  status: 204,
});

const token = z.string().min(1).max(200);

export const readInvitationContract = contract({
  method: "POST",
  path: "/api/v1/invitations/read",
  summary: "What an invitation's link offers",
  tag: TAG,
  access: "public",
  body: z.strictObject({ token }),
  response: z.object({
    email: z.string(),
    role,
    workspaceName: z.string(),
    expiresAt: z.iso.datetime(),
    /** new: choose a name and password. password: the person has an account here and confirms it by its password. signed-in: nothing
     * is needed. outside: the account has no password, so sign in with the outside provider first. */
    needs: z.enum(["new", "password", "signed-in", "outside"]),
  }),
});

export const acceptInvitationContract = contract({
  method: "POST",
  path: "/api/v1/invitations/accept",
  summary: "Accept an invitation",
  tag: TAG,
  access: "public",
  body: z.strictObject({
    token,
    /** For a new account */
    name: personName.optional(),
    /** Of the new account, or of the one that the person has here already */
    password: z.string().max(200).optional(),
  }),
  response: z.object({ workspaceId: z.uuid(), email: z.string() }),
});

/** What the accept form asks of somebody new. */
export const newAccount = z.object({ name: personName, password: newPassword });

export const teamContracts = [
  listTeamContract,
  changeRoleContract,
  removeMemberContract,
  listInvitationsContract,
  invitePersonContract,
  renewInvitationContract,
  withdrawInvitationContract,
  readInvitationContract,
  acceptInvitationContract,
];
