import { NO_CONDITION } from "@/lib/domain/condition/condition";
import { type FlowDocument, flowDocument } from "@/lib/domain/flow/document";
import { INVITED } from "./invited";
import { type DistributionSetup, reachesMembers } from "./setup";

const ROW = 168;
const COLUMN = 300;

/**
 * The ordinary flow that a distribution is: who enters is given a code and sent it. Nobody is sent a message without a code. Customers
 * enter by the audience's event; members at the start come by an event of their own that names the distribution.
 */
export function flowOf(id: string, setup: DistributionSetup): FlowDocument {
  const { campaignId, permission, repeat, channel, topic } = setup;
  const triggers = [
    ...(setup.type === "automatic" ? [{ id: "trigger", config: triggerOf(setup) }] : []),
    ...(reachesMembers(setup)
      ? [
          {
            id: "members",
            config: {
              eventName: INVITED,
              filter: {
                match: "all",
                conditions: [{ field: "event.distributionId", operator: "is", value: id }],
              },
            },
          },
        ]
      : []),
  ];
  return flowDocument.parse({
    steps: [
      ...triggers.map((trigger, index) => ({
        ...trigger,
        type: "event-trigger",
        position: { x: index * COLUMN, y: 0 },
      })),
      {
        id: "coupon",
        type: "issue-coupon",
        config: { campaignId: campaignId ?? "", reuse: "run" },
        position: { x: 0, y: ROW },
      },
      { ...messageOf(setup), id: "message", position: { x: 0, y: 2 * ROW } },
    ],
    edges: [
      ...triggers.map((trigger) => ({
        id: `${trigger.id}-next`,
        from: trigger.id,
        port: "next",
        to: "coupon",
      })),
      { id: "coupon-issued", from: "coupon", port: "issued", to: "message" },
    ],
    settings: {
      frequency: repeat === "once" ? { reentry: "never" } : { reentry: "again" },
      entryConsent: permission === "none" ? null : permission,
      // Of another channel than the message's, nobody has said what they think of its topic.
      entryTopic: permission === channel ? topic : null,
    },
  });
}

function triggerOf({ audience }: DistributionSetup) {
  if (audience.kind === "event") return { eventName: audience.eventName, filter: audience.filter };
  return {
    eventName: "customer.segment.entered",
    segmentId: audience.segmentId ?? undefined,
    filter: NO_CONDITION,
  };
}

function messageOf({ channel, templateId, webhookUrl, topic }: DistributionSetup) {
  if (channel === "webhook")
    return { type: "call-webhook", config: { url: webhookUrl, method: "POST", headers: [], body: "" } };
  return {
    type: channel === "sms" ? "send-sms" : "send-email",
    config: { templateId: templateId ?? "", transactional: false, topic, quietHours: "workspace" },
  };
}
