import type { ResponseOf } from "@/lib/contracts/contract";
import type { flowMapContract } from "@/lib/contracts/performance";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { findFlow } from "@/lib/server/db/performance/find-flow";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";

type Call = { actor: Actor; params: { id: string }; query: { version?: number } };

/** The drawing of a published version, in words: the live one, else the newest, unless another is asked for. */
export async function flowMap({ actor, params, query }: Call): Promise<ResponseOf<typeof flowMapContract>> {
  authorise(actor, "read");
  const flow = await findFlow(pool(), actor.workspaceId, params.id);
  if (!flow) throw notFound("flow");
  const version =
    query.version === undefined
      ? (flow.versions.find(({ id }) => id === flow.live_version_id) ?? flow.versions[0])
      : flow.versions.find(({ number }) => number === query.version);
  if (!version && query.version !== undefined) throw notFound("version of this flow");
  const words = version
    ? (await loadFlowWords(pool(), actor.workspaceId, [version.id])).get(version.id)
    : undefined;
  return {
    flow: {
      id: flow.id,
      name: flow.name,
      status: flow.status,
      launchedAt: flow.launched_at?.toISOString() ?? null,
      demo: flow.demo,
    },
    currency: flow.currency,
    timeZone: flow.time_zone,
    version: version?.number ?? null,
    versions: flow.versions.map(({ number, publishedAt }) => ({
      number,
      publishedAt: new Date(publishedAt).toISOString(),
    })),
    steps: [...(words?.steps.values() ?? [])].map(({ id, type, category, name, detail, draft, ports }) => ({
      id,
      type,
      category,
      name,
      detail,
      config: draft.config,
      position: draft.position,
      ports: [...ports].map(([port, label]) => ({ id: port, label })),
    })),
    edges: [...(words?.edges ?? [])],
  };
}
