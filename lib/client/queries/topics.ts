"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  createTopicContract,
  listTopicsContract,
  Topic,
  updateTopicContract,
} from "@/lib/contracts/topics";

export type { Topic };

const PATH = "/api/v1/topics";

/** All topics, those in use first. */
export function useTopics() {
  return useQuery({
    queryKey: ["topics"],
    queryFn: async ({ signal }) =>
      (await api.get<ResponseOf<typeof listTopicsContract>>(PATH, { signal })).data,
  });
}

/** Makes a topic. */
export function useCreateTopic() {
  return useTopicChange((body: BodyOf<typeof createTopicContract>) => api.post<Topic>(PATH, { body }));
}

/** Renames a topic, archives it or brings it back. */
export function useUpdateTopic() {
  return useTopicChange(({ id, ...body }: { id: string } & BodyOf<typeof updateTopicContract>) =>
    api.patch<Topic>(`${PATH}/${id}`, { body }),
  );
}

/** What steps and conditions offer knows of topics too. */
function useTopicChange<Change>(mutationFn: (change: Change) => Promise<Topic>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["topics"] });
      await client.invalidateQueries({ queryKey: ["flow-references"] });
    },
  });
}
