import type { DistributionSetup } from "@/lib/domain/distribution/setup";
import { missingFrom } from "@/lib/domain/distribution/setup";

/** The stages of the wizard, in order, with the fields of the setup that each asks for. */
export const STAGES = [
  { id: "type", label: "Type", fields: [] },
  { id: "name", label: "Name", fields: [] },
  { id: "channel", label: "Channel", fields: ["channel"] },
  { id: "audience", label: "Audience", fields: ["audience"] },
  { id: "campaign", label: "Campaign", fields: ["campaignId"] },
  { id: "message", label: "Message", fields: ["templateId", "webhookUrl"] },
  { id: "review", label: "Review", fields: [] },
] as const satisfies readonly { id: string; label: string; fields: readonly (keyof DistributionSetup)[] }[];
export type StageId = (typeof STAGES)[number]["id"];

/** What is missing at one stage. */
export function missingAt(stage: StageId, setup: DistributionSetup) {
  const fields: readonly string[] = STAGES.find(({ id }) => id === stage)?.fields ?? [];
  return missingFrom(setup).filter(({ path }) => fields.includes(path));
}
