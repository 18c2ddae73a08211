import type { FlowReferences } from "@/lib/client/queries/flows";

/** The topics to choose from: those in use, and whichever was chosen before, though it is archived or gone. */
export function topicOptions(
  topics: FlowReferences["topics"],
  chosen: unknown,
): { value: string; label: string }[] {
  const options = topics
    .filter(({ key, archived }) => !archived || key === chosen)
    .map(({ key, name, archived }) => ({ value: key, label: archived ? `${name} (archived)` : name }));
  if (typeof chosen !== "string" || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: `${chosen} (not here)` }];
}
