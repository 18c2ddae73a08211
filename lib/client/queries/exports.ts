"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type { listExportsContract, scheduleExportContract } from "@/lib/contracts/exports";

export type ListedExport = ResponseOf<typeof listExportsContract>["data"][number];
export type NewExport = BodyOf<typeof scheduleExportContract>;

const PATH = "/api/v1/exports";
/** How often the list is looked at again, ms: files of usual size take a second or two. */
const LIVE_MS = 1_500;

/** Pages of exports, newest first. */
export function useExportPages() {
  return usePages<ListedExport>(PATH, {}, { refetchEveryMs: LIVE_MS });
}

/** Where an export's file is. */
export function exportFile(id: string): string {
  return `${PATH}/${id}/file`;
}

/** Asks for a list as a CSV file. */
export function useScheduleExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewExport) => api.post<ListedExport>(PATH, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: pagesKey(PATH) }),
  });
}

/** Deletes an export with its file. */
export function useDeleteExport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`${PATH}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: pagesKey(PATH) }),
  });
}
