"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  createTemplateContract,
  duplicateTemplateContract,
  getTemplateContract,
  listPreviewSourcesContract,
  listTemplatesContract,
  previewTemplateContract,
  publishTemplateContract,
  saveTemplateDraftContract,
  testTemplateContract,
  updateTemplateContract,
} from "@/lib/contracts/templates";
import type { TemplateChannel, TemplateDraft } from "@/lib/domain/message/template";

export type ListedTemplate = ResponseOf<typeof listTemplatesContract>["data"][number];
export type TemplateDetail = ResponseOf<typeof getTemplateContract>;
export type TemplateProblem = TemplateDetail["problems"][number];
export type TemplatePreview = ResponseOf<typeof previewTemplateContract>;
export type PreviewSource = { customerId?: string; eventId?: number };
export type SavedDraft = ResponseOf<typeof saveTemplateDraftContract>;

const PATH = "/api/v1/templates";

/** Pages of templates, the last changed first. */
export function useTemplatePages(query: { search?: string; channel?: TemplateChannel; archived?: boolean }) {
  return usePages<ListedTemplate>(PATH, query);
}

/** One template. Not fetched again by itself: the editor owns its draft once it is there. */
export function useTemplate(id: string) {
  return useQuery({
    queryKey: ["templates", id],
    queryFn: ({ signal }) => api.get<TemplateDetail>(`${PATH}/${id}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
}

/** Makes a template. */
export function useCreateTemplate() {
  return useTemplateChange((body: BodyOf<typeof createTemplateContract>) =>
    api.post<ResponseOf<typeof createTemplateContract>>(PATH, { body }),
  );
}

/** Copies a template. */
export function useDuplicateTemplate() {
  return useTemplateChange((id: string) =>
    api.post<ResponseOf<typeof duplicateTemplateContract>>(`${PATH}/${id}/duplicate`, { body: {} }),
  );
}

/** Renames, archives or brings back. */
export function useUpdateTemplate() {
  return useTemplateChange(({ id, ...body }: { id: string } & BodyOf<typeof updateTemplateContract>) =>
    api.patch<ResponseOf<typeof updateTemplateContract>>(`${PATH}/${id}`, { body }),
  );
}

/** Publishes a draft by its revision. */
export function usePublishTemplate(id: string) {
  return useTemplateChange((revision: number) =>
    api.post<ResponseOf<typeof publishTemplateContract>>(`${PATH}/${id}/publish`, { body: { revision } }),
  );
}

/** Saves a draft. */
export function saveDraft(
  id: string,
  body: BodyOf<typeof saveTemplateDraftContract>,
  signal?: AbortSignal,
): Promise<SavedDraft> {
  return api.put<SavedDraft>(`${PATH}/${id}/draft`, { body, signal });
}

/** Sends a draft to one address. */
export function useTestTemplate() {
  return useMutation({
    mutationFn: (body: BodyOf<typeof testTemplateContract>) =>
      api.post<ResponseOf<typeof testTemplateContract>>(`${PATH}/test`, { body }),
  });
}

/** A draft as it would be sent. The last rendering stays in sight while the next one comes. */
export function useTemplatePreview(draft: TemplateDraft, source: PreviewSource, enabled = true) {
  return useQuery({
    queryKey: ["template-preview", draft, source],
    queryFn: ({ signal }) =>
      api.post<TemplatePreview>(`${PATH}/preview`, { body: { draft, source }, signal }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    enabled,
  });
}

/** Recent carts to preview with. */
export function usePreviewCarts() {
  return useQuery({
    queryKey: ["template-preview-sources"],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof listPreviewSourcesContract>>(`${PATH}/preview-sources`, { signal }),
    select: ({ data }) => data,
  });
}

function useTemplateChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: pagesKey(PATH) }),
  });
}
