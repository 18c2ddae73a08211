"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { changeNameContract } from "@/lib/contracts/accounts";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  listAuditContract,
  showWorkspaceContract,
  updateWorkspaceContract,
} from "@/lib/contracts/settings";
import type { createWorkspaceContract, listWorkspacesContract } from "@/lib/contracts/workspaces";

export type Workspace = ResponseOf<typeof showWorkspaceContract>;
export type WorkspaceChange = BodyOf<typeof updateWorkspaceContract>;
export type OwnWorkspace = ResponseOf<typeof listWorkspacesContract>["data"][number];
export type AuditEntry = ResponseOf<typeof listAuditContract>["data"][number];

const WORKSPACE = "/api/v1/workspace";
const WORKSPACES = "/api/v1/workspaces";

/** The workspace with its settings. */
export function useWorkspace() {
  return useQuery({
    queryKey: ["workspace"],
    queryFn: ({ signal }) => api.get<Workspace>(WORKSPACE, { signal }),
  });
}

/** Changes parts of the workspace; the rest stays. */
export function useUpdateWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: WorkspaceChange) => api.patch<Workspace>(WORKSPACE, { body }),
    onSuccess: async (saved) => {
      client.setQueryData(["workspace"], saved);
      await client.invalidateQueries({ queryKey: ["me"] });
    },
  });
}

/** Pages of one's own workspaces, by name. */
export function useOwnWorkspaces() {
  return usePages<OwnWorkspace>(WORKSPACES);
}

/** Makes a workspace of one's own. */
export function useCreateWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createWorkspaceContract>) =>
      api.post<OwnWorkspace>(WORKSPACES, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: pagesKey(WORKSPACES) }),
  });
}

/** Works in another of one's workspaces from now on. A full load follows: nothing of the old one may stay on the screen. */
export async function switchWorkspace(workspaceId: string): Promise<void> {
  await api.put("/api/v1/me/workspace", { body: { workspaceId } });
  window.location.assign("/flows");
}

/** Pages of who changed what, newest first. */
export function useAudit() {
  return usePages<AuditEntry>("/api/v1/audit");
}

/** Changes one's own name. */
export function useChangeName() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof changeNameContract>) => api.patch("/api/v1/me", { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["me"] }),
  });
}
