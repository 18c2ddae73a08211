import { campaignFields } from "@/lib/domain/coupon/campaign";
import { eventDefinitionInput } from "@/lib/domain/event/definition";
import { flowDocument } from "@/lib/domain/flow/document";
import { STARTERS } from "@/lib/domain/flow/starters";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import type { Actor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { createCampaign } from "@/lib/server/use-cases/coupons/create-campaign";
import { createEventDefinition } from "@/lib/server/use-cases/event-definitions/create-event-definition";
import { createFlow } from "@/lib/server/use-cases/flows/create-flow";
import { publishFlow } from "@/lib/server/use-cases/flows/publish-flow";
import { createTemplate } from "@/lib/server/use-cases/templates/create-template";
import { publishTemplate } from "@/lib/server/use-cases/templates/publish-template";
import { createTopic } from "@/lib/server/use-cases/topics/create-topic";
import { DEMO_CAMPAIGN_NAME, DEMO_FLOW_NAME, DEMO_TOPICS } from "./demo-names";
import { DEMO_EVENTS } from "./event-definitions";

const HOUR_MS = 3_600_000;

/** Event definitions, topics, templates, the campaign and the live flow of the demo. What has been made before, by its name, is left as it is. */
export async function ensureFlow(actor: Actor, at: Date): Promise<void> {
  const clock = () => at;
  const known = await namesIn(actor.workspaceId);
  for (const event of DEMO_EVENTS)
    if (!known.event_definition.has(event.name))
      await createEventDefinition({ actor, body: eventDefinitionInput.parse(event) }, clock);

  for (const topic of DEMO_TOPICS)
    if (!known.topic.has(topic.name)) await createTopic({ actor, body: topic }, clock);

  const templates = new Map<string, string>();
  for (const { key, name, draft } of STARTER_TEMPLATES) {
    const existing = known.template.get(name);
    if (existing) {
      templates.set(key, existing);
      continue;
    }
    const made = await createTemplate({ actor, body: { name, channel: draft.channel, starter: key } }, clock);
    await publishTemplate({ actor, params: { id: made.id }, body: { revision: made.revision } }, clock);
    templates.set(key, made.id);
  }
  const campaignId =
    known.campaign.get(DEMO_CAMPAIGN_NAME) ?? (await createCampaign({ actor, body: CAMPAIGN }, clock)).id;
  if (known.flow.has(DEMO_FLOW_NAME)) return;

  const document = STARTERS.find(({ id }) => id === "win-back")!.document({
    campaignId,
    emailTemplateId: templates.get("cart-offer") ?? "",
    smsTemplateId: templates.get("cart-sms") ?? "",
  });
  const { settings } = document;
  const flow = await createFlow(
    {
      actor,
      body: {
        name: DEMO_FLOW_NAME,
        document: flowDocument.parse({
          ...document,
          steps: document.steps.map((step) =>
            step.type === "send-email" || step.type === "send-sms"
              ? { ...step, config: { ...step.config, topic: DEMO_TOPICS[0].key } }
              : step,
          ),
          settings: {
            ...settings,
            // Seed 004: the same person may come back after a day, and not too often.
            frequency: { ...settings.frequency, limit: { count: 3, per: { value: 1, unit: "weeks" } } },
          },
        }),
      },
    },
    clock,
  );
  await publishFlow({ actor, params: { id: flow.id }, body: { revision: flow.revision } }, clock);
}

const CAMPAIGN = campaignFields.parse({
  name: DEMO_CAMPAIGN_NAME,
  description: "Free shipping and an additional 5%, for 12 hours after the code was given.",
  type: "auto_update",
  discount: { type: "combination", effects: [{ type: "free_shipping" }, { type: "percent", percentOff: 5 }] },
  codeConfig: { prefix: "BACK-", length: 8 },
  validForMs: 12 * HOUR_MS,
  quantityPerCode: 1,
  recovery: true,
});

const TABLES = ["event_definition", "topic", "template", "campaign", "flow"] as const;

async function namesIn(workspaceId: string): Promise<Record<(typeof TABLES)[number], Map<string, string>>> {
  const entries = await Promise.all(
    TABLES.map(async (table) => {
      const { rows } = await pool().query<{ id: string; name: string }>(
        `SELECT id, name FROM ${table} WHERE workspace_id = $1`,
        [workspaceId],
      );
      return [table, new Map(rows.map(({ id, name }) => [name, id]))] as const;
    }),
  );
  return Object.fromEntries(entries) as Record<(typeof TABLES)[number], Map<string, string>>;
}
