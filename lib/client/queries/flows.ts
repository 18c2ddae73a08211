"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  flowReferencesContract,
  listRevisionsContract,
  restoreRevisionContract,
  saveDraftContract,
  validateFlowContract,
} from "@/lib/contracts/flow-drafts";
import type {
  flowChangesContract,
  getMoveContract,
  pauseFlowContract,
  publishFlowContract,
  setGoalContract,
} from "@/lib/contracts/flow-launches";
import type {
  createFlowContract,
  FlowDetail,
  FlowSummary,
  importFlowContract,
  updateFlowContract,
} from "@/lib/contracts/flows";
import type { FlowDocument, GoalSetting } from "@/lib/domain/flow/document";
import type { PortableFlow } from "@/lib/domain/flow/portable";

export type FlowReferences = ResponseOf<typeof flowReferencesContract>;
export type FlowChanges = ResponseOf<typeof flowChangesContract>;
export type FlowMove = NonNullable<ResponseOf<typeof getMoveContract>["move"]>;

const PATH = "/api/v1/flows";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const keyOf = (id: string) => ["flows", id] as const;

/** Pages of flows, the latest changed first. */
export function useFlowPages(query: { search?: string; status?: string }) {
  return usePages<FlowSummary>(PATH, query);
}

/** One flow: its draft and what is live. The editor takes the draft once; a refetch tells it of newer revisions. */
export function useFlow(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => api.get<FlowDetail>(pathOf(id), { signal }),
    refetchOnWindowFocus: true,
  });
}

/** The newest state of a flow, from the server. */
export function fetchFlow(id: string): Promise<FlowDetail> {
  return api.get<FlowDetail>(pathOf(id));
}

/** What steps can name. Looked at again when the window gets the focus: a template may have been made in another tab. */
export function useFlowReferences() {
  return useQuery({
    queryKey: ["flow-references"],
    queryFn: ({ signal }) => api.get<FlowReferences>(`${PATH}/references`, { signal }),
    staleTime: 5000,
    refetchOnWindowFocus: "always",
  });
}

/** What a launch would change, and how many stand where; looked at when the question is asked. */
export function useFlowChanges(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keyOf(id), "changes"],
    queryFn: ({ signal }) => api.get<FlowChanges>(`${pathOf(id)}/changes`, { signal }),
    enabled,
    staleTime: 0,
    gcTime: 0,
  });
}

/** How often a move of those inside is looked at, ms. */
const MOVING_MS = 1000;

/** The latest move of those inside to a launched version, followed while it goes on; null when there was none. */
export function useFlowMove(id: string) {
  return useQuery({
    queryKey: [...keyOf(id), "move"],
    queryFn: ({ signal }) => api.get<ResponseOf<typeof getMoveContract>>(`${pathOf(id)}/move`, { signal }),
    select: ({ move }) => move,
    refetchInterval: ({ state }) => {
      const move = state.data?.move;
      return move && !move.finishedAt ? MOVING_MS : false;
    },
  });
}

/** The kept saves of the draft. */
export function useFlowRevisions(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [...keyOf(id), "revisions"],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof listRevisionsContract>>(`${pathOf(id)}/revisions`, { signal }),
    enabled,
    staleTime: 0,
  });
}

/** Saves a draft made from this revision. */
export function saveDraft(id: string, revision: number, document: FlowDocument) {
  return api.put<ResponseOf<typeof saveDraftContract>>(`${pathOf(id)}/draft`, {
    body: { revision, document },
  });
}

/** Every problem of the saved draft, by the server's judgement. */
export function validateFlow(id: string) {
  return api.post<ResponseOf<typeof validateFlowContract>>(`${pathOf(id)}/validate`);
}

/** Saves an earlier drawing again. */
export function restoreRevision(id: string, restored: number, revision: number) {
  return api.post<ResponseOf<typeof restoreRevisionContract>>(`${pathOf(id)}/revisions/${restored}/restore`, {
    body: { revision },
  });
}

/** The draft as a file. */
export function exportFlow(id: string) {
  return api.get<PortableFlow>(`${pathOf(id)}/export`);
}

/** Makes a flow: empty, from a starter or with a drawing. */
export function useCreateFlow() {
  return useFlowChange((body: BodyOf<typeof createFlowContract>) => api.post<FlowDetail>(PATH, { body }));
}

/** Makes a flow from an exported file. */
export function useImportFlow() {
  return useFlowChange((file: unknown) =>
    api.post<ResponseOf<typeof importFlowContract>>(`${PATH}/import`, { body: file }),
  );
}

/** Copies a flow. */
export function useDuplicateFlow() {
  return useFlowChange((id: string) => api.post<FlowDetail>(`${pathOf(id)}/duplicate`, { body: {} }));
}

/** Renames, archives or brings back. */
export function useUpdateFlow() {
  return useFlowChange(({ id, ...body }: BodyOf<typeof updateFlowContract> & { id: string }) =>
    api.patch<FlowDetail>(pathOf(id), { body }),
  );
}

/** Deletes a flow that was never launched. */
export function useDeleteFlow() {
  return useFlowChange((id: string) => api.delete<undefined>(pathOf(id)));
}

/** Launches a draft. */
export function usePublishFlow(id: string) {
  return useFlowChange((body: z.input<NonNullable<(typeof publishFlowContract)["body"]>>) =>
    api.post<ResponseOf<typeof publishFlowContract>>(`${pathOf(id)}/publish`, { body }),
  );
}

/** Pauses, resumes or stops a flow. */
export function useMoveFlow(id: string) {
  return useFlowChange((verb: "pause" | "resume" | "stop") =>
    api.post<ResponseOf<typeof pauseFlowContract>>(`${pathOf(id)}/${verb}`),
  );
}

/** Sets the goal, in force at once. */
export function useSetGoal(id: string) {
  return useFlowChange((body: { revision: number; goal: GoalSetting | null }) =>
    api.put<ResponseOf<typeof setGoalContract>>(`${pathOf(id)}/goal`, { body }),
  );
}

function useFlowChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["flows"] }),
        client.invalidateQueries({ queryKey: pagesKey(PATH) }),
      ]),
  });
}
