import { flowDocument } from "@/lib/domain/flow/document";
import type { PortableFlow } from "@/lib/domain/flow/portable";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { readReferences } from "@/lib/server/db/flows/read-references";
import { pool } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";

/** The draft as a file, with the names of the templates, campaigns and topics it uses. */
export async function exportFlow({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<PortableFlow> {
  authorise(actor, "read");
  const flow = await findFlowOrFail(pool(), actor.workspaceId, params.id);
  const document = flowDocument.parse(flow.draft);
  const references = await readReferences(pool(), actor.workspaceId);
  const used = new Set(document.steps.flatMap(({ config }) => [config.templateId, config.campaignId]));
  const about = new Set([...document.steps.map(({ config }) => config.topic), document.settings.entryTopic]);
  return {
    cartograph: "flow",
    version: 1,
    name: flow.name,
    document,
    names: {
      templates: Object.fromEntries(
        references.templates
          .filter(({ id }) => used.has(id))
          .map(({ id, name, channel }) => [id, { name, channel }]),
      ),
      campaigns: Object.fromEntries(
        references.campaigns.filter(({ id }) => used.has(id)).map(({ id, name }) => [id, { name }]),
      ),
      topics: Object.fromEntries(
        references.topics.filter(({ key }) => about.has(key)).map(({ key, name }) => [key, { name }]),
      ),
    },
  };
}
