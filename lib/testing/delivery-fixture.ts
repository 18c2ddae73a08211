import { v7 } from "uuid";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import { shardOf } from "@/lib/domain/shard";
import { systemActor } from "@/lib/server/auth/actor";
import { deliverMessages } from "@/lib/server/jobs/deliver-messages";
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

/** A shop whose messages really go out, to servers of the test, and whose job queue runs by the test's clock. */
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

  /** Payloads of the delivery jobs that are due by the test's clock, taken off the queue. */
  async takeJobs(): Promise<unknown[]> {
    const { rows } = await this.pool.query<{ payload: unknown }>(
      `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
       WHERE t.id = j.task_id AND t.identifier = 'deliver_messages' AND j.run_at <= $1 RETURNING j.payload`,
      [this.clock()],
    );
    return rows.map(({ payload }) => payload);
  }

  /** Runs due delivery jobs, then lets the engine count what they reported. @returns how many jobs there were */
  async deliver(): Promise<number> {
    const jobs = await this.takeJobs();
    for (const payload of jobs) await this.run(payload);
    await this.drain();
    return jobs.length;
  }

  run(payload: unknown): Promise<void> {
    return deliverMessages(payload, { pool: this.pool, clock: this.clock });
  }

  /** Moments at which delivery jobs will run, in ms from now. */
  async planned(): Promise<number[]> {
    const { rows } = await this.pool.query<{ run_at: Date }>(
      `SELECT run_at FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'deliver_messages' ORDER BY run_at`,
    );
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
