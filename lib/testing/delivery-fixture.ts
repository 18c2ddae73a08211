import { v7 } from "uuid";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import { shardOf } from "@/lib/domain/shard";
import { systemActor } from "@/lib/server/auth/actor";
import { deliverBatch } from "@/lib/server/jobs/deliver-batch";
import { Lease } from "@/lib/server/jobs/delivery/lease";
import { encrypt } from "@/lib/server/secrets";
import { createTemplate } from "@/lib/server/use-cases/templates/create-template";
import { publishTemplate } from "@/lib/server/use-cases/templates/publish-template";
import { drawFlow } from "./draw-flow";
import { EngineFixture } from "./engine-fixture";

export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;

type MessageRow = {
  id: string;
  customer_id: string;
  run_id: string;
  status: string;
  reason: string | null;
  attempts: number;
  recipient: string | null;
  subject: string | null;
  provider_message_id: string | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  clicked_at: Date | null;
  connection_id: string | null;
};

/** Messages of one shard that are to be delivered. */
type Due = { shard: number; ids: string[] };

/** A shop whose messages really go out, to servers of the test, by the test's clock. */
export class DeliveryFixture extends EngineFixture {
  override async open(settings: Record<string, unknown> = {}): Promise<this> {
    await super.open({ brand: { senderName: "Harbour", shopUrl: "https://shop.example" }, ...settings });
    await this.pool.query(`UPDATE workspace SET signing_secret = $2 WHERE id = $1`, [
      this.workspaceId,
      encrypt(SIGNING_SECRET),
    ]);
    return this;
  }

  get actor() {
    return systemActor(this.workspaceId, [
      "read",
      "templates:write",
      "channels:write",
      "messages:test",
      "flows:write",
    ]);
  }

  /** A published starter template. */
  async published(key: string): Promise<string> {
    const { draft, name } = STARTER_TEMPLATES.find((one) => one.key === key)!;
    const body = { name: `${name} ${v7()}`, channel: draft.channel, draft };
    const { id } = await createTemplate({ actor: this.actor, body }, this.clock);
    await publishTemplate({ actor: this.actor, params: { id }, body: { revision: 1 } }, this.clock);
    return id;
  }

  /** The enabled default connection of its channel. */
  async connect(
    channel: "email" | "sms",
    provider: string,
    config: object,
    secrets: object = {},
  ): Promise<string> {
    const id = v7();
    await this.pool.query(
      `UPDATE channel_connection SET is_default = false WHERE workspace_id = $1 AND channel = $2`,
      [this.workspaceId, channel],
    );
    await this.pool.query(
      `INSERT INTO channel_connection (id, workspace_id, channel, provider, name, config, secrets, is_default)
       VALUES ($1, $2, $3, $4, $5, $6, $7, true)`,
      [
        id,
        this.workspaceId,
        channel,
        provider,
        `${provider} ${id}`,
        JSON.stringify(config),
        encrypt(JSON.stringify(secrets)),
      ],
    );
    return id;
  }

  /** A live flow: a cart is left, and one message step of this type sends at once. */
  async sending(
    type: string,
    config: object,
    settings: Record<string, unknown> = {},
  ): Promise<{ flowId: string; versionId: string }> {
    return await this.live(
      drawFlow(
        {
          trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "send" } },
          send: { type, config: { ...config }, to: { next: "wait" } },
          wait: {
            type: "wait",
            config: { mode: "duration", duration: { value: 1, unit: "days" } },
            to: { next: "end" },
          },
          end: { type: "exit" },
        },
        { goal: { eventName: "PurchaseFinished" }, ...settings },
      ),
    );
  }

  /** What is due to be delivered by the test's clock, taken out of the plan. */
  async takeDue(): Promise<Due[]> {
    const { rows } = await this.pool.query<Due>(
      `DELETE FROM delivery WHERE run_at <= $1 RETURNING shard, message_ids AS ids`,
      [this.clock()],
    );
    return rows;
  }

  /** Puts messages back, and has a worker deliver them. `cutOff`: what a worker was doing with them when it died. */
  async run({ shard, ids }: Due, cutOff?: { attempt: number; connectionId: string | null }): Promise<void> {
    await this.pool.query(
      `INSERT INTO delivery (shard, run_at, message_ids, lease, attempt, connection_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [shard, this.clock(), ids, cutOff ? 0 : null, cutOff?.attempt ?? null, cutOff?.connectionId ?? null],
    );
    await this.worker((batch) => batch(shard));
  }

  /** Delivers all that is due, as one worker, then lets the engine count what was reported. @returns how many messages were looked at */
  async deliver(): Promise<number> {
    let messages = 0;
    await this.worker(async (batch) => {
      for (let found = await batch(0); found; found = await batch(0)) messages += found.messages;
    });
    await this.drain();
    return messages;
  }

  /** A worker that lives as long as `work`. */
  async worker(
    work: (batch: (startAt: number) => ReturnType<typeof deliverBatch>) => Promise<unknown>,
    pool = this.pool,
  ) {
    const lease = new Lease(this.pool.options.connectionString!);
    try {
      await work((startAt) => deliverBatch(pool, { clock: this.clock, lease, startAt }));
    } finally {
      await lease.close();
    }
  }

  /** Moments at which deliveries are planned, in ms from now. */
  async planned(): Promise<number[]> {
    const { rows } = await this.pool.query<{ run_at: Date }>(`SELECT run_at FROM delivery ORDER BY run_at`);
    return rows.map(({ run_at }) => run_at.getTime() - this.now);
  }

  async sent(): Promise<MessageRow[]> {
    const { rows } = await this.pool.query<MessageRow>(
      `SELECT * FROM message WHERE workspace_id = $1 ORDER BY created_at, id`,
      [this.workspaceId],
    );
    return rows;
  }

  async setMessages(columns: Partial<Record<keyof MessageRow, unknown>>): Promise<void> {
    for (const [column, value] of Object.entries(columns)) {
      await this.pool.query(`UPDATE message SET ${column} = $2 WHERE workspace_id = $1`, [
        this.workspaceId,
        value,
      ]);
    }
  }

  async setConsent(customerId: string, channel: string, state: string): Promise<void> {
    await this.pool.query(
      `UPDATE customer SET consent = jsonb_build_object($3::text, jsonb_build_object('state', $4::text)) WHERE shard = $1 AND id = $2`,
      [shardOf(customerId), customerId, channel, state],
    );
  }

  /** What was reported on the event log about messages. */
  async reports(): Promise<{ result: string; reason?: string }[]> {
    const { rows } = await this.pool.query<{ properties: { result: string; reason?: string } }>(
      `SELECT properties FROM event WHERE workspace_id = $1 AND properties ? 'result' ORDER BY id`,
      [this.workspaceId],
    );
    return rows.map(({ properties: { result, reason } }) => (reason ? { result, reason } : { result }));
  }
}
