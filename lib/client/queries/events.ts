"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  checkEventDefinitionContract,
  createEventDefinitionContract,
  deleteEventDefinitionContract,
  getEventDefinitionContract,
  listEventDefinitionsContract,
  updateEventDefinitionContract,
} from "@/lib/contracts/event-definitions";
import type {
  listEventsContract,
  listQuarantineContract,
  replayQuarantineContract,
  suggestDefinitionContract,
} from "@/lib/contracts/events";
import type { PropertyDefinition } from "@/lib/domain/event/definition";

export type ListedDefinition = ResponseOf<typeof listEventDefinitionsContract>["data"][number];
export type DefinitionDetail = ResponseOf<typeof getEventDefinitionContract>;
export type DefinitionCheck = ResponseOf<typeof checkEventDefinitionContract>;
export type LoggedEvent = ResponseOf<typeof listEventsContract>["data"][number];
export type KeptName = ResponseOf<typeof listQuarantineContract>["data"][number];
export type Replayed = ResponseOf<typeof replayQuarantineContract>;
type SavedDefinition = ResponseOf<typeof createEventDefinitionContract>;

const DEFINITIONS = "/api/v1/event-definitions";
const EVENTS = "/api/v1/events";
const QUARANTINE = "/api/v1/quarantine";
/** How often a screen looks for news while it is in sight, ms. */
const LIVE_MS = 10_000;

/** Pages of event definitions, by name. */
export function useDefinitionPages(query: { search?: string; archived?: boolean }) {
  return usePages<ListedDefinition>(DEFINITIONS, query, { refetchEveryMs: LIVE_MS });
}

/** All names of events that may be filtered by: up to 200 definitions. */
export function useDefinitionNames() {
  return useQuery({
    queryKey: [...pagesKey(DEFINITIONS), "names"],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof listEventDefinitionsContract>>(DEFINITIONS, {
        query: { limit: 200 },
        signal,
      }),
    select: ({ data }) => data,
  });
}

/** One definition with its tracking code and what uses it. */
export function useDefinition(id: string) {
  return useQuery({
    queryKey: ["event-definitions", id],
    queryFn: ({ signal }) => api.get<DefinitionDetail>(`${DEFINITIONS}/${id}`, { signal }),
  });
}

/** Defines an event. */
export function useCreateDefinition() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createEventDefinitionContract>) =>
      api.post<SavedDefinition>(DEFINITIONS, { body }),
    onSuccess: refresh,
  });
}

/** Changes, archives or brings back a definition. */
export function useUpdateDefinition(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: BodyOf<typeof updateEventDefinitionContract>) =>
      api.patch<SavedDefinition>(`${DEFINITIONS}/${id}`, { body }),
    onSuccess: refresh,
  });
}

/** Deletes a definition, or archives it when it is in use: the answer says which. */
export function useDeleteDefinition(id: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () => api.delete<ResponseOf<typeof deleteEventDefinitionContract>>(`${DEFINITIONS}/${id}`),
    onSuccess: refresh,
  });
}

/** How many of the latest events these properties would refuse; not asked as long as `properties` is null. */
export function useDefinitionCheck(id: string, properties: PropertyDefinition[] | null) {
  return useQuery({
    queryKey: ["event-definitions", id, "check", properties],
    queryFn: ({ signal }) =>
      api.post<DefinitionCheck>(`${DEFINITIONS}/${id}/check`, { body: { properties }, signal }),
    enabled: properties !== null,
    placeholderData: (before) => before,
  });
}

/** A page of the log, for what lies before a live view. */
export function fetchEvents(
  query: { name?: string; customer?: string; cursor?: string; limit: number },
  signal?: AbortSignal,
) {
  return api.get<ResponseOf<typeof listEventsContract>>(EVENTS, { query, signal });
}

/** Where a live view listens. */
export function eventStreamUrl(query: { name?: string; customer?: string; after?: string }): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${EVENTS}/stream?${new URLSearchParams(given)}`;
}

/** The names under which events are kept aside. */
export function useQuarantine() {
  return useQuery({
    queryKey: ["quarantine"],
    queryFn: ({ signal }) => api.get<ResponseOf<typeof listQuarantineContract>>(QUARANTINE, { signal }),
    select: ({ data }) => data,
    refetchInterval: LIVE_MS,
  });
}

/** A definition guessed from what is kept aside under a name. */
export function useSuggestion(name: string | null) {
  return useQuery({
    queryKey: ["quarantine", "suggestion", name],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof suggestDefinitionContract>>(`${QUARANTINE}/suggestion`, {
        query: { name },
        signal,
      }),
    enabled: name !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Moves what fits into the log, call by call until all were tried; `onProgress` gets the sum so far. */
export function useReplay() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ name, onProgress }: { name: string; onProgress: (sum: Replayed) => void }) => {
      const sum: Replayed = { replayed: 0, duplicate: 0, misfits: 0, errors: [], nextCursor: null };
      do {
        const body = { name, ...(sum.nextCursor && { cursor: sum.nextCursor }) };
        const part = await api.post<Replayed>(`${QUARANTINE}/replay`, { body });
        sum.replayed += part.replayed;
        sum.duplicate += part.duplicate;
        sum.misfits += part.misfits;
        sum.nextCursor = part.nextCursor;
        if (part.errors.length > 0) sum.errors = part.errors;
        onProgress({ ...sum });
      } while (sum.nextCursor);
      return sum;
    },
    onSettled: refresh,
  });
}

/** Deletes for good what is kept aside under a name. */
export function useDiscard() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (name: string) =>
      api.post<{ discarded: number }>(`${QUARANTINE}/discard`, { body: { name } }),
    onSuccess: refresh,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: pagesKey(DEFINITIONS) }),
      client.invalidateQueries({ queryKey: ["event-definitions"] }),
      client.invalidateQueries({ queryKey: ["quarantine"] }),
    ]);
}
