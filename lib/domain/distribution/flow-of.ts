import { type FlowDocument, flowDocument } from "@/lib/domain/flow/document";
import type { DistributionSetup } from "./setup";

const ROW = 168;

/** The ordinary flow that a distribution is: who enters is given a code and sent it. Nobody is sent a message without a code. */
export function flowOf(setup: DistributionSetup): FlowDocument {
  const { audience, campaignId, permission, repeat } = setup;
  const { eventName, filter } = audience;
  const step = (id: string, type: string, row: number, config: Record<string, unknown>) => ({
    id,
    type,
    config,
    position: { x: 0, y: row * ROW },
  });
  const edge = (from: string, port: string, to: string) => ({ id: `${from}-${port}`, from, port, to });
  return flowDocument.parse({
    steps: [
      step("trigger", "event-trigger", 0, { eventName, filter }),
      step("coupon", "issue-coupon", 1, { campaignId: campaignId ?? "", reuse: "run" }),
      { ...messageOf(setup), id: "message", position: { x: 0, y: 2 * ROW } },
    ],
    edges: [edge("trigger", "next", "coupon"), edge("coupon", "issued", "message")],
    settings: {
      frequency: repeat === "once" ? { reentry: "never" } : { reentry: "again" },
      entryConsent: permission === "none" ? null : permission,
    },
  });
}

function messageOf({ channel, templateId, webhookUrl }: DistributionSetup) {
  if (channel === "webhook")
    return { type: "call-webhook", config: { url: webhookUrl, method: "POST", headers: [], body: "" } };
  return {
    type: channel === "sms" ? "send-sms" : "send-email",
    config: { templateId: templateId ?? "", transactional: false, quietHours: "workspace" },
  };
}
