import { z } from "zod";
import { type FlowDocument, flowDocument } from "./document";

/** A flow as a file: what it names in the workspace it came from stands beside it, to be found again in another one. */
export const portableFlow = z.object({
  cartograph: z.literal("flow", "This is not a flow that Cartograph exported."),
  version: z.literal(1, "This flow was exported by a newer version."),
  name: z.string().trim().min(1).max(120),
  document: flowDocument,
  names: z
    .object({
      templates: z.record(z.string(), z.object({ name: z.string(), channel: z.string() })).default({}),
      campaigns: z.record(z.string(), z.object({ name: z.string() })).default({}),
      topics: z.record(z.string(), z.object({ name: z.string() })).default({}),
    })
    .prefault({}),
});
export type PortableFlow = z.output<typeof portableFlow>;

/** What the importing workspace has: ids by id, and by what people call them. */
export type ImportTargets = {
  templates: readonly { id: string; name: string; channel: string }[];
  campaigns: readonly { id: string; name: string }[];
  topics: readonly { key: string; name: string }[];
  events: ReadonlySet<string>;
};

/**
 * Puts the workspace's own templates, campaigns and topics in place of the exported ones: the same id, else the same name. What is not found is
 * emptied and said in `notes`, as is each event that is not defined here.
 */
export function adopt(
  flow: PortableFlow,
  targets: ImportTargets,
): { document: FlowDocument; notes: string[] } {
  const notes = new Set<string>();
  const template = (id: string): string => {
    if (targets.templates.some((own) => own.id === id)) return id;
    const known = flow.names.templates[id];
    const own = known && targets.templates.find((t) => t.name === known.name && t.channel === known.channel);
    if (!own)
      notes.add(`The template ${known ? `“${known.name}”` : "of a message"} is not here: choose another.`);
    return own?.id ?? "";
  };
  const campaign = (id: string): string => {
    if (targets.campaigns.some((own) => own.id === id)) return id;
    const known = flow.names.campaigns[id];
    const own = known && targets.campaigns.find((c) => c.name === known.name);
    if (!own)
      notes.add(`The campaign ${known ? `“${known.name}”` : "of a coupon"} is not here: choose another.`);
    return own?.id ?? "";
  };
  const topic = (key: string): string | null => {
    if (targets.topics.some((own) => own.key === key)) return key;
    const name = flow.names.topics[key]?.name ?? key;
    const own = targets.topics.find((one) => one.name === name);
    if (!own) notes.add(`The topic “${name}” is not here: choose another.`);
    return own?.key ?? null;
  };
  const steps = flow.document.steps.map((step) => {
    const config = { ...step.config };
    if (typeof config.templateId === "string" && config.templateId)
      config.templateId = template(config.templateId);
    if (typeof config.campaignId === "string" && config.campaignId)
      config.campaignId = campaign(config.campaignId);
    if (typeof config.topic === "string") config.topic = topic(config.topic);
    if (typeof config.eventName === "string" && config.eventName && !targets.events.has(config.eventName))
      notes.add(`The event “${config.eventName}” is not defined here: define it before you launch.`);
    return { ...step, config };
  });
  const { entryTopic } = flow.document.settings;
  const settings = {
    ...flow.document.settings,
    entryTopic: entryTopic === null ? null : topic(entryTopic),
  };
  return { document: { ...flow.document, steps, settings }, notes: [...notes] };
}
