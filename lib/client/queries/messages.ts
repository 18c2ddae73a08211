"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { usePages } from "@/lib/client/queries/use-pages";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { getMessageContract, listMessagesContract } from "@/lib/contracts/messages";

export type ListedMessage = ResponseOf<typeof listMessagesContract>["data"][number];
export type MessageDetail = ResponseOf<typeof getMessageContract>;
export type MessageFilters = {
  customer?: string;
  channel?: string;
  status?: string;
  reason?: string;
  flow?: string;
  step?: string;
};

const PATH = "/api/v1/messages";
const LIVE_MS = 5_000;

/** Pages of messages, newest first, kept up to date. */
export function useMessagePages(filters: MessageFilters) {
  return usePages<ListedMessage>(PATH, filters, { refetchEveryMs: LIVE_MS });
}

/** One message; looked at again while something may still become of it. */
export function useMessage(id: string) {
  return useQuery({
    queryKey: ["messages", id],
    queryFn: ({ signal }) => api.get<MessageDetail>(`${PATH}/${id}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data && ["queued", "sent"].includes(state.data.status) ? LIVE_MS : false,
  });
}
