/** Who may do what. Roles are the five of the product; API keys carry one of four scopes. */
export const ROLES = ["owner", "admin", "marketer", "developer", "viewer"] as const;
export type Role = (typeof ROLES)[number];

export const KEY_SCOPES = ["write", "read", "admin", "client"] as const;
/** write: ingestion only. read: all reads. admin: everything. client: a shop's pages, under /client/v1 alone. */
export type KeyScope = (typeof KEY_SCOPES)[number];

/** What a client key may be let do beyond checking codes, telling who the customer is and what they did. */
export const CLIENT_CALLS = ["redeem", "publish", "qualify"] as const;
export type ClientCall = (typeof CLIENT_CALLS)[number];

export const PERMISSIONS = [
  "read",
  "events:ingest",
  "event-definitions:write",
  "flows:write",
  "flows:launch",
  "runs:write",
  "templates:write",
  "coupons:write",
  "coupons:redeem",
  "reviews:decide",
  "customers:write",
  "topics:write",
  "messages:test",
  "channels:write",
  "api-keys:write",
  "webhooks:write",
  "team:write",
  "workspace:write",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const MARKETER: readonly Permission[] = [
  "read",
  "flows:write",
  "flows:launch",
  "templates:write",
  "coupons:write",
  "coupons:redeem",
  "customers:write",
  "topics:write",
  "messages:test",
];
const DEVELOPER: readonly Permission[] = [
  "read",
  "events:ingest",
  "event-definitions:write",
  "api-keys:write",
  "webhooks:write",
  "customers:write",
  "coupons:redeem",
];
const BY_ROLE: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  marketer: MARKETER,
  developer: DEVELOPER,
  viewer: ["read"],
};
const BY_SCOPE: Record<KeyScope, readonly Permission[]> = {
  write: ["events:ingest", "customers:write"],
  read: ["read"],
  admin: PERMISSIONS,
  // Anywhere else than under /client/v1 it is nobody's.
  client: [],
};

/** What a role may do. Owners and admins differ only in that nobody but an owner changes an owner. */
export function permissionsOfRole(role: Role): readonly Permission[] {
  return BY_ROLE[role];
}

/** What an API key of this scope may do. */
export function permissionsOfScope(scope: KeyScope): readonly Permission[] {
  return BY_SCOPE[scope];
}

/** What somebody must be allowed themselves to make such a key: nobody makes one that may do more than they. */
export function permissionsToMake(scope: KeyScope, calls: readonly ClientCall[] = []): readonly Permission[] {
  if (scope !== "client") return permissionsOfScope(scope);
  const always: Permission[] = ["events:ingest", "customers:write", "coupons:redeem"];
  return calls.includes("publish") ? [...always, "coupons:write"] : always;
}
