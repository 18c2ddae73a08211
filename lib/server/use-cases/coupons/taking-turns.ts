import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { DomainError } from "@/lib/domain/errors";
import { takeImportTurn } from "@/lib/server/db/coupons/take-import-turn";
import { transaction } from "@/lib/server/db/pool";

const PAUSE_MS = 250;

/**
 * Does in one transaction what only one file of codes of a workspace does at a time, once it is this one's turn. Holds no connection while it waits.
 * @param mostMs how long to wait for others, at most, in ms
 * @throws DomainError conflict when another one takes longer
 */
export async function takingTurns(
  { workspaceId, campaignId }: { workspaceId: string; campaignId: string },
  mostMs: number,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const done = await transaction(async (client) => {
      const free = await takeImportTurn(client, workspaceId, campaignId);
      if (free) await work(client);
      return free;
    });
    if (done) return;
    if (waited >= mostMs) throw anotherFile();
    await sleep(PAUSE_MS);
  }
}

/** Why a file of codes has to wait, and what to do. */
export function anotherFile(): DomainError {
  return new DomainError(
    "conflict",
    "Another file of codes is being checked or taken in. This workspace takes one at a time: try this one again when that one is done.",
  );
}
