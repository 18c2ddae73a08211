"use client";

import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type { showMeContract } from "@/lib/contracts/accounts";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { Permission } from "@/lib/domain/access/permissions";

type Answer = ResponseOf<typeof showMeContract>;

/** Who is signed in, where, and what they may do there. Only an API key has no person, and no screen is shown to one. */
export type Me = Omit<Answer, "user"> & { user: NonNullable<Answer["user"]> };

const meQuery = {
  queryKey: ["me"],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Me>("/api/v1/me", { signal }),
  staleTime: 5 * 60_000,
};

/** For the shell, which waits for it. Screens take useMe. */
export function useMeQuery() {
  return useQuery(meQuery);
}

/** Who is signed in. Inside the signed-in screens it is always there: the shell shows them only after it is. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the signed-in person may do this: const can = useCan(); can("flows:launch"). */
export function useCan(): (permission: Permission) => boolean {
  const me = useMe();
  return (permission) => can(me, permission);
}

/** Whether this person may do this in their workspace. */
export function can(me: Me, permission: Permission): boolean {
  return me.permissions.includes(permission);
}

/** For a button's disabledReason: null when allowed, otherwise why not. `what` completes "Your role cannot …". */
export function useDeniedReason(): (permission: Permission, what: string) => string | null {
  const me = useMe();
  return (permission, what) => (can(me, permission) ? null : `Your role (${me.role}) cannot ${what}.`);
}
