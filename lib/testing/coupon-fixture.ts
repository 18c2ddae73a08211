import { randomBytes } from "node:crypto";
import type pg from "pg";
import { v7 } from "uuid";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { codeConfig, generateCodes } from "@/lib/domain/coupon/code";
import { shardOf, shardOfValue } from "@/lib/domain/shard";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import type { IssueRequest, IssueResult } from "@/lib/server/db/coupons/issue-types";
import { issueVouchers } from "@/lib/server/db/coupons/issue-vouchers";
import { transaction } from "@/lib/server/db/pool";

type CampaignColumns = {
  name?: string;
  type?: "auto_update" | "static" | "standalone";
  discount?: unknown;
  codeConfig?: unknown;
  startsAt?: number | null;
  endsAt?: number | null;
  validForMs?: number | null;
  quantityPerCode?: number | null;
  perCustomer?: number | null;
  recovery?: boolean;
  active?: boolean;
};

/** A workspace with coupons on a real database, and a clock that the test moves. */
export class CouponFixture {
  readonly workspaceId = v7();
  readonly actor: Actor = systemActor(this.workspaceId, PERMISSIONS);
  now = Date.parse("2026-05-01T10:00:00Z");
  readonly clock = () => new Date(this.now);

  constructor(readonly pool: pg.Pool) {}

  async open(settings: Record<string, unknown> = {}): Promise<this> {
    await this.pool.query(
      `INSERT INTO workspace (id, name, time_zone, currency, settings, signing_secret) VALUES ($1, 'Shop', 'Europe/Berlin', 'EUR', $2, 'secret')`,
      [this.workspaceId, JSON.stringify(settings)],
    );
    return this;
  }

  /** A campaign that makes codes as needed and takes 5% off, unless said otherwise. @returns its id */
  async campaign(columns: CampaignColumns = {}): Promise<string> {
    const id = v7();
    const date = (epochMs: number | null | undefined) => (epochMs == null ? null : new Date(epochMs));
    await this.pool.query(
      `INSERT INTO campaign (id, workspace_id, name, type, discount, code_config, starts_at, ends_at, valid_for_ms,
         quantity_per_code, per_customer, recovery, active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        this.workspaceId,
        columns.name ?? `Campaign ${id}`,
        columns.type ?? "auto_update",
        JSON.stringify(columns.discount ?? { type: "percent", percentOff: 5 }),
        JSON.stringify(columns.codeConfig ?? {}),
        date(columns.startsAt),
        date(columns.endsAt),
        columns.validForMs ?? null,
        columns.quantityPerCode === undefined ? 1 : columns.quantityPerCode,
        columns.perCustomer ?? null,
        columns.recovery ?? false,
        columns.active ?? true,
      ],
    );
    return id;
  }

  /** Puts codes that nobody has into a campaign. @returns them */
  async codes(campaignId: string, count: number, quantity: number | null = 1): Promise<string[]> {
    const codes = generateCodes(codeConfig.parse({}), count, randomBytes);
    await this.pool.query(
      `INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, quantity, created_at)
       SELECT v.shard, v.id, $1, $2, v.code, $3, $4 FROM unnest($5::smallint[], $6::uuid[], $7::text[]) AS v (shard, id, code)`,
      [
        this.workspaceId,
        campaignId,
        quantity,
        this.clock(),
        codes.map(shardOfValue),
        codes.map(() => v7()),
        codes,
      ],
    );
    return codes;
  }

  /** @returns the ids of new customers, with the external ids shopper-0, shopper-1, ... */
  async customers(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => v7());
    await this.pool.query(
      `INSERT INTO customer (shard, id, workspace_id, external_id, created_at, updated_at)
       SELECT u.shard, u.id, $1, 'shopper-' || u.position, $2, $2
       FROM unnest($3::smallint[], $4::uuid[]) WITH ORDINALITY AS u (shard, id, position)`,
      [this.workspaceId, this.clock(), ids.map(shardOf), ids],
    );
    return ids;
  }

  request(campaignId: string, given: Partial<IssueRequest> = {}): IssueRequest {
    return {
      workspaceId: this.workspaceId,
      campaignId,
      customerId: v7(),
      runId: v7(),
      flowId: v7(),
      stepId: "coupon",
      sourceId: v7(),
      reuse: "run",
      ...given,
    };
  }

  /** Gives codes in a transaction of its own. */
  async issue(requests: readonly IssueRequest[]): Promise<IssueResult[]> {
    return await transaction(
      (client) => issueVouchers(client, requests, { now: this.now, random: randomBytes }),
      this.pool,
    );
  }

  /** A code's row, as the table has it. */
  async voucher(code: string) {
    const { rows } = await this.pool.query(`SELECT * FROM voucher WHERE workspace_id = $1 AND code = $2`, [
      this.workspaceId,
      code,
    ]);
    return rows[0];
  }

  /** Gives one code, and insists on it. */
  async give(campaignId: string, given: Partial<IssueRequest> = {}): Promise<string> {
    const [result] = await this.issue([this.request(campaignId, given)]);
    if (result?.kind !== "issued") throw new Error(`No code was given: ${JSON.stringify(result)}`);
    return result.voucher.code;
  }
}
