"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type {
  createChannelContract,
  deleteChannelContract,
  listChannelsContract,
  testChannelContract,
  updateChannelContract,
} from "@/lib/contracts/channels";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";

export type ChannelConnection = ResponseOf<typeof listChannelsContract>["data"][number];

const PATH = "/api/v1/channels";
const KEY = ["channels"] as const;

/** The workspace's connections: by channel, the default first. */
export function useChannels() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<ResponseOf<typeof listChannelsContract>>(PATH, { signal }),
    select: ({ data }) => data,
  });
}

/** Connects a provider. */
export function useCreateChannel() {
  return useChannelChange((body: BodyOf<typeof createChannelContract>) =>
    api.post<ChannelConnection>(PATH, { body }),
  );
}

/** Changes a connection. */
export function useUpdateChannel() {
  return useChannelChange(({ id, ...body }: { id: string } & BodyOf<typeof updateChannelContract>) =>
    api.patch<ChannelConnection>(`${PATH}/${id}`, { body }),
  );
}

/** Removes a connection. */
export function useDeleteChannel() {
  return useChannelChange((id: string) =>
    api.delete<ResponseOf<typeof deleteChannelContract>>(`${PATH}/${id}`),
  );
}

/** Sends a test message and answers what the provider said. */
export function useTestChannel() {
  return useMutation({
    mutationFn: ({ id, to }: { id: string; to: string }) =>
      api.post<ResponseOf<typeof testChannelContract>>(`${PATH}/${id}/test`, { body: { to } }),
  });
}

function useChannelChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: KEY }) });
}
