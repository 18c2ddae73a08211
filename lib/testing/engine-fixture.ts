import type pg from "pg";
import { v7 } from "uuid";
import type { FlowDocument } from "@/lib/domain/flow/document";
import type { MovePlan } from "@/lib/domain/flow/move";
import { shardOf } from "@/lib/domain/shard";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { insertVersion } from "@/lib/server/db/flows/insert-version";
import { startMove } from "@/lib/server/db/flows/start-move";
import { transaction } from "@/lib/server/db/pool";
import { runBatch } from "@/lib/server/engine/run-batch";
import { encrypt } from "@/lib/server/secrets";

/** A shop on a real database with a clock that the test moves. */
export class EngineFixture {
  readonly workspaceId = v7();
  now = Date.parse("2026-01-05T10:00:00Z");
  readonly clock = () => new Date(this.now);

  constructor(readonly pool: pg.Pool) {}

  /** Makes the workspace and the two events of the main job. */
  async open(settings: Record<string, unknown> = {}): Promise<this> {
    await this.pool.query(
      `INSERT INTO workspace (id, name, time_zone, currency, settings, signing_secret) VALUES ($1, 'Shop', 'Europe/Berlin', 'EUR', $2, $3)`,
      [this.workspaceId, JSON.stringify(settings), encrypt("signing secret of a test shop")],
    );
    for (const [name, role] of [
      ["itemAddedToCart", "cart"],
      ["PurchaseFinished", "order"],
    ]) {
      await this.pool.query(
        `INSERT INTO event_definition (id, workspace_id, name, title, role) VALUES ($1, $2, $3, $3, $4)`,
        [v7(), this.workspaceId, name, role],
      );
    }
    return this;
  }

  /** Puts a flow live. @returns its id and version's id */
  async live(document: FlowDocument, flowId = v7()): Promise<{ flowId: string; versionId: string }> {
    const versionId = v7();
    await this.pool.query(
      `INSERT INTO flow (id, workspace_id, name, status, draft, live_version_id, goal) VALUES ($1, $2, 'Flow', 'live', $3, $4, $5)`,
      [
        flowId,
        this.workspaceId,
        JSON.stringify(document),
        versionId,
        document.settings.goal ? JSON.stringify(document.settings.goal) : null,
      ],
    );
    await this.pool.query(
      `INSERT INTO flow_version (id, flow_id, workspace_id, number, document, published_at) VALUES ($1, $2, $3, 1, $4, $5)`,
      [versionId, flowId, this.workspaceId, JSON.stringify(document), this.clock()],
    );
    return { flowId, versionId };
  }

  /** Launches another version of a flow; with a plan, everybody inside is to be moved to it. @returns its id */
  async publish(flowId: string, document: FlowDocument, plan?: MovePlan): Promise<string> {
    return await transaction(async (client) => {
      const at = this.clock();
      const { rows } = await client.query<{ status: "live" | "paused" }>(
        `SELECT status FROM flow WHERE id = $1 FOR UPDATE`,
        [flowId],
      );
      const { id } = await insertVersion(client, {
        flowId,
        workspaceId: this.workspaceId,
        document,
        status: rows[0]!.status,
        publishedBy: "test",
        at,
      });
      if (plan)
        await startMove(client, { versionId: id, flowId, workspaceId: this.workspaceId, plan, total: 0, at });
      return id;
    }, this.pool);
  }

  /** A published template of the channel; its text does not matter to the engine. */
  async template(channel: "email" | "sms" = "email"): Promise<string> {
    const id = v7();
    await this.pool.query(
      `INSERT INTO template (id, workspace_id, name, channel, draft, current_version_id) VALUES ($1, $2, $3, $4, '{}', $5)`,
      [id, this.workspaceId, `Template ${id}`, channel, v7()],
    );
    return id;
  }

  /** A campaign that makes codes as needed: 5%, valid 12 hours. */
  async campaign(columns: { recovery?: boolean } = {}): Promise<string> {
    const id = v7();
    await this.pool.query(
      `INSERT INTO campaign (id, workspace_id, name, discount, code_config, valid_for_ms, recovery) VALUES ($1, $2, $3, '{"type":"percent","percentOff":5}', '{"length":10}', 43200000, $4)`,
      [id, this.workspaceId, `Campaign ${id}`, columns.recovery ?? false],
    );
    return id;
  }

  async customers(
    count: number,
    columns: { timeZone?: string; consent?: unknown; email?: string | null; phone?: string | null } = {},
    ids = Array.from({ length: count }, () => v7()),
  ): Promise<string[]> {
    await this.pool.query(
      `INSERT INTO customer (shard, id, workspace_id, email, phone, time_zone, consent, created_at, updated_at)
       SELECT u.shard, u.id, $1, $2, $3, $4, $5, $6, $6 FROM unnest($7::smallint[], $8::uuid[]) AS u (shard, id)`,
      [
        this.workspaceId,
        columns.email === undefined ? "shopper@shop.example" : columns.email,
        columns.phone === undefined ? "+4915112345678" : columns.phone,
        columns.timeZone ?? null,
        JSON.stringify(columns.consent ?? {}),
        this.clock(),
        ids.map(shardOf),
        ids,
      ],
    );
    return ids;
  }

  /** Accepts one event per customer, now. */
  async send(
    name: string,
    customerIds: readonly string[],
    properties: Record<string, unknown> = {},
    messageId?: string,
  ): Promise<void> {
    const rows = customerIds.map((customerId) => ({
      shard: shardOf(customerId),
      workspaceId: this.workspaceId,
      customerId,
      name,
      messageId: messageId ?? v7(),
      properties,
      occurredAt: this.clock(),
      acceptedAt: this.clock(),
      source: "api",
    }));
    for (let start = 0; start < rows.length; start += 1000)
      await appendEvents(this.pool, rows.slice(start, start + 1000));
  }

  /** Fills a cart worth 40.00 EUR. */
  async abandon(customerIds: readonly string[], properties: Record<string, unknown> = {}): Promise<void> {
    await this.send("itemAddedToCart", customerIds, {
      items: [{ sku: "mug", name: "Mug", price: 2000, quantity: 2 }],
      currency: "EUR",
      total: 4000,
      ...properties,
    });
  }

  /** Runs batches until no shard has anything to do. @returns how many batches did something */
  async drain(limit = 1000): Promise<number> {
    for (let batches = 0; ; batches++) {
      if (!(await runBatch(this.pool, { clock: this.clock, limit, shards: 4 }))) return batches;
    }
  }

  /** Lets time pass, then drains. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    await this.drain();
  }

  async runs(): Promise<
    {
      id: string;
      customer_id: string;
      status: string;
      step_id: string;
      end_reason: string | null;
      wake_at: Date | null;
      revenue: number | null;
      conversion_rule: string | null;
      post_completion: boolean;
    }[]
  > {
    const { rows } = await this.pool.query(
      `SELECT * FROM run WHERE workspace_id = $1 ORDER BY entered_at, id`,
      [this.workspaceId],
    );
    return rows;
  }

  async messages(): Promise<
    {
      id: string;
      channel: string;
      status: string;
      step_id: string;
      context: { vouchers: { code: string }[]; cart: unknown };
    }[]
  > {
    const { rows } = await this.pool.query(
      `SELECT * FROM message WHERE workspace_id = $1 ORDER BY created_at, id`,
      [this.workspaceId],
    );
    return rows;
  }

  /** All-time counters of versions as `step/outcome` → count; the flow's own have an empty step. */
  async totals(...versionIds: string[]): Promise<Record<string, number>> {
    const { rows } = await this.pool.query<{ key: string; count: number }>(
      `SELECT step_id || '/' || outcome AS key, sum(count)::bigint AS count FROM step_total WHERE version_id = ANY($1::uuid[]) GROUP BY 1`,
      [versionIds],
    );
    return Object.fromEntries(rows.map(({ key, count }) => [key, Number(count)]));
  }
}
