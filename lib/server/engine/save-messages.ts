import type { MessageContext } from "@/lib/domain/message/context";
import { shardOf } from "@/lib/domain/shard";
import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { columnOf, jsonColumnAt, jsonColumnOf, shardColumnOf } from "@/lib/server/db/columns";
import { enqueueDeliveries } from "@/lib/server/db/messages/enqueue-deliveries";
import type { Queryable } from "@/lib/server/db/pool";
import { groupBy } from "@/lib/utils/group-by";
import { messageIdOf } from "./ids";
import type { LoadedWorkspace } from "./load-workspaces";
import type { Intent } from "./outcome";

/**
 * Writes one row per intent to send, and plans their delivery, in the batch's own transaction: no provider is called before this has
 * committed, and nothing committed is forgotten (promise 4).
 */
export async function insertMessages(
  queryable: Queryable,
  now: Date,
  intents: readonly Intent[],
  workspaces: ReadonlyMap<string, LoadedWorkspace>,
): Promise<void> {
  if (intents.length === 0) return;
  const versions = await currentVersions(queryable, templatesOf(intents));
  const rows: Row[] = [];
  for (const intent of intents)
    rows.push(rowOf(intent, now, workspaces.get(intent.run.workspaceId)!, versions));
  const runs = intents.map(runOf);
  await queryable.query({
    name: "insert-messages",
    text: INSERT,
    values: [
      shardColumnOf(rows, "id"),
      now,
      uuidColumnOf(rows, "id"),
      uuidColumnOf(runs, "workspaceId"),
      uuidColumnOf(runs, "customerId"),
      uuidColumnOf(runs, "flowId"),
      uuidColumnOf(runs, "versionId"),
      uuidColumnOf(runs, "id"),
      columnOf(intents, "stepId"),
      columnOf(intents, "visit"),
      columnOf(rows, "channel"),
      uuidColumnOf(rows, "templateVersionId"),
      columnOf(rows, "recipient"),
      jsonColumnOf(rows, "context"),
      columnOf(rows, "marketing"),
      momentColumnOf(rows, "sendBefore"),
    ],
  });
  await enqueueDeliveries(
    queryable,
    [...groupBy(rows, shardNameOf)].map(([shard, some]) => ({
      shard: Number(shard),
      ids: some.map(({ id }) => id),
      runAt: now,
    })),
  );
}

const INSERT = `
INSERT INTO message (shard, created_at, id, workspace_id, customer_id, flow_id, version_id, run_id, step_id, visit, channel, template_version_id,
  recipient, context, marketing, send_before)
SELECT u.shard, $2, u.id, u.workspace_id, u.customer_id, u.flow_id, u.version_id, u.run_id, u.step_id, u.visit, u.channel,
  u.template_version_id, u.recipient, u.context::json, u.marketing, u.send_before
FROM unnest($1::smallint[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::int[], $11::text[], $12::uuid[], $13::text[],
  ${jsonColumnAt(14)}, $15::boolean[], $16::timestamptz[])
  AS u (shard, id, workspace_id, customer_id, flow_id, version_id, run_id, step_id, visit, channel, template_version_id, recipient, context, marketing,
  send_before)`;

type Row = ReturnType<typeof rowOf>;

const runOf = ({ run }: Intent) => run;
const shardNameOf = ({ id }: Row) => String(shardOf(id));

function templatesOf(intents: readonly Intent[]): Set<string> {
  const ids = new Set<string>();
  for (const { effect } of intents) if (effect.kind === "message") ids.add(effect.templateId);
  return ids;
}

function rowOf(
  intent: Intent,
  now: Date,
  workspace: LoadedWorkspace,
  templateVersions: ReadonlyMap<string, string>,
) {
  const { run, effect, customer, stepId, visit } = intent;
  const context: MessageContext & {
    webhook?: Omit<Extract<typeof effect, { kind: "webhook" }>, "kind" | "sendBefore">;
  } = {
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      email: customer.email,
      phone: customer.phone,
      firstName: customer.firstName,
      lastName: customer.lastName,
      locale: customer.locale,
      timeZone: customer.timeZone ?? workspace.timeZone,
      attributes: customer.attributes,
    },
    event: {
      name: run.context.event.name,
      properties: run.context.event.properties,
      occurredAt: run.context.event.occurredAt,
    },
    cart: run.context.cart,
    vouchers: run.context.vouchers.map(
      ({ id, code, campaignId, campaignName, discount, expiresAt, fixedEnd }) => ({
        id,
        code,
        campaignId,
        campaignName,
        discount,
        expiresAt,
        ...(fixedEnd ? { fixedEnd } : {}),
      }),
    ),
    flow: { id: run.flowId, name: intent.flowName },
    run: { id: run.id },
    step: { id: stepId, name: intent.stepName },
    now: now.toISOString(),
  };
  if (effect.kind === "webhook")
    context.webhook = { url: effect.url, method: effect.method, headers: effect.headers, body: effect.body };
  return {
    id: messageIdOf({ runId: run.id, stepId, visit, arrivedAt: intent.arrivedAt }, shardOf(run.id)),
    channel: effect.kind === "webhook" ? "webhook" : effect.channel,
    templateVersionId: effect.kind === "message" ? (templateVersions.get(effect.templateId) ?? null) : null,
    recipient:
      effect.kind === "webhook" ? effect.url : effect.channel === "email" ? customer.email : customer.phone,
    marketing: effect.kind === "message" && effect.marketing,
    sendBefore: effect.sendBefore,
    context,
  };
}

async function currentVersions(
  queryable: Queryable,
  templateIds: ReadonlySet<string>,
): Promise<Map<string, string>> {
  if (templateIds.size === 0) return new Map();
  const { rows } = await queryable.query<{ id: string; current_version_id: string | null }>({
    name: "current-template-versions",
    text: `SELECT id, current_version_id FROM template WHERE id = ANY($1::uuid[])`,
    values: [[...templateIds]],
  });
  return new Map(
    rows.flatMap(({ id, current_version_id }) =>
      current_version_id ? [[id, current_version_id] as const] : [],
    ),
  );
}
