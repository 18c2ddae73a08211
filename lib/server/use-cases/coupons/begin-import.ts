import { v7 as uuidv7 } from "uuid";
import type { beginImportContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CampaignRow } from "@/lib/server/db/coupons/campaign-row";
import {
  importGoesOn,
  insertCodeImport,
  latestCodeImport,
  saveCodeImport,
} from "@/lib/server/db/coupons/code-imports";
import { pool } from "@/lib/server/db/pool";
import { keepUpload } from "@/lib/server/http/keep-upload";
import { log } from "@/lib/server/log";
import { type ImportProgress, importLines } from "./import-lines";
import { importOf } from "./import-of";
import { noteAgain, SILENT_MS } from "./note-again";
import { poolToFill } from "./pool-to-fill";
import { readCodesCsv } from "./read-codes-csv";
import { anotherFile } from "./taking-turns";

type Call = {
  actor: Actor;
  params: { id: string };
  query: { name?: string | undefined };
  request: Request;
};

/** How often it is noted how far a file is, ms. */
const NOTE_EVERY_MS = 1_000;
/** A file that has arrived need not be sent again because another one takes long. */
const MOST_WAITING_MS = 3_600_000;
/** Refused lines that are kept, to be downloaded. */
const KEPT_PROBLEMS = 10_000;

/**
 * Takes in a file of codes as importCodes does, and answers as soon as it has arrived: what follows is noted in a row of its own, which
 * the campaign shows. A request that is broken off before that leaves nothing behind.
 * @param whenDone is told when the file has ended
 */
export async function beginImport(
  { actor, params, query, request }: Call,
  clock = systemClock,
  whenDone: () => void = () => {},
): Promise<ResponseOf<typeof beginImportContract>> {
  authorise(actor, "coupons:write");
  const campaign = await poolToFill(actor.workspaceId, params.id);
  const silent = new Date(clock().getTime() - SILENT_MS);
  if (await importGoesOn(pool(), actor.workspaceId, silent)) throw anotherFile();
  const id = uuidv7({ msecs: clock().getTime() });
  await new Promise<void>((arrived, failed) => {
    keepUpload(request, async (file) => {
      const { workspaceId } = actor;
      const fileName = query.name || "codes.csv";
      const row = { id, workspaceId, campaignId: campaign.id, fileName, createdBy: actor.id };
      await insertCodeImport(pool(), row, clock());
      arrived();
      await takeIn({ id, actor, campaign, file, clock });
    })
      .catch(failed)
      .finally(whenDone);
  });
  const row = await latestCodeImport(pool(), campaign.id);
  if (!row) throw notFound("campaign");
  return importOf(row, clock());
}

type Given = { id: string; actor: Actor; campaign: CampaignRow; file: string; clock: typeof systemClock };

/** Never throws: whatever happens is noted. */
async function takeIn({ id, actor, campaign, file, clock }: Given): Promise<void> {
  const progress: ImportProgress = { status: "checking", lines: 0, codes: 0, written: 0, refused: 0 };
  const stop = noteAgain(() => saveCodeImport(pool(), { id, ...progress }, clock()), NOTE_EVERY_MS);
  try {
    const answer = await importLines({
      actor,
      campaign,
      lines: (problem) => readCodesCsv(file, problem),
      check: false,
      now: clock(),
      from: "csv",
      shown: KEPT_PROBLEMS,
      waitMs: MOST_WAITING_MS,
      progress,
      // With the codes or not at all, so that a process that ends in between leaves no false word.
      atEnd: async (client, { codes, given }) => {
        await saveCodeImport(
          client,
          { id, ...progress, status: "done", codes, given, written: codes },
          clock(),
        );
      },
    });
    if (answer.imported) return;
    const { problems, refused } = answer;
    await saveCodeImport(
      pool(),
      { id, ...progress, status: "refused", written: 0, refused, problems },
      clock(),
    );
  } catch (error) {
    if (!(error instanceof DomainError))
      log().error({ err: error, campaignId: campaign.id }, "file of codes failed");
    const failure = `${error instanceof DomainError ? error.message : "Something went wrong on the server."} Nothing was taken in.`;
    await saveCodeImport(pool(), { id, ...progress, status: "failed", written: 0, failure }, clock()).catch(
      () => {},
    );
  } finally {
    stop();
  }
}
