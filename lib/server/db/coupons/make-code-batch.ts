import { randomBytes } from "node:crypto";
import type pg from "pg";
import { codeConfig, generateCodes } from "@/lib/domain/coupon/code";
import type { Clock } from "@/lib/server/clock";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { type CodeBatchRow, lockCodeBatch, saveCodeBatch } from "./code-batches";
import { insertCodes } from "./insert-codes";
import { readCampaign } from "./read-campaign";

/** Codes per transaction: long enough to be fast, short enough for progress to be seen and for a crash to lose little. */
const CHUNK = 2_500;

/**
 * Makes a lot of codes, chunk by chunk, each in a transaction of its own with the progress it makes. Whoever carries it on after a crash
 * goes on where the last chunk ended; two at once take turns.
 */
export async function makeCodeBatch(pool: pg.Pool, batchId: string, clock: Clock): Promise<void> {
  for (let running = true; running; ) {
    running = await transaction((client) => makeChunk(client, batchId, clock()), pool);
  }
}

/** @returns whether there is more to do */
async function makeChunk(client: Queryable, batchId: string, now: Date): Promise<boolean> {
  const batch = await lockCodeBatch(client, batchId);
  if (batch?.status !== "running") return false;
  const campaign = await readCampaign(client, batch.workspace_id, batch.campaign_id);
  if (!campaign) return await end(client, batch, "The campaign is gone.", now);
  const codes = generateCodes(
    codeConfig.parse(campaign.code_config),
    Math.min(CHUNK, batch.wanted - batch.made),
    randomBytes,
  );
  const owner = { id: campaign.id, workspaceId: batch.workspace_id, quantity: campaign.quantity_per_code };
  const fresh = await insertCodes(client, owner, codes, now, batch.terms);
  const made = batch.made + fresh;
  if (made < batch.wanted && fresh === 0) {
    return await end(
      client,
      { ...batch, made },
      "All codes of this pattern exist already. Make the code longer.",
      now,
    );
  }
  const done = made >= batch.wanted;
  await saveCodeBatch(client, { id: batch.id, made, status: done ? "done" : "running", failure: null }, now);
  return !done;
}

async function end(client: Queryable, batch: CodeBatchRow, failure: string, now: Date): Promise<false> {
  await saveCodeBatch(client, { ...batch, status: "failed", failure }, now);
  return false;
}
