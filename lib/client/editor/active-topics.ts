import type { FlowReferences } from "@/lib/client/queries/flows";

/** The topics that conditions may ask about. */
export function activeTopics({ topics }: FlowReferences): FlowReferences["topics"] {
  return topics.filter(({ archived }) => !archived);
}
