import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuid } from "uuid";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import type { Clock } from "@/lib/server/clock";
import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { publicId } from "@/lib/server/compat/ids";
import { insertAction, noteGoingOn, saveAction } from "@/lib/server/db/coupons/async-actions";
import { pool } from "@/lib/server/db/pool";
import { keepUpload } from "@/lib/server/http/keep-upload";
import { log } from "@/lib/server/log";
import { noteAgain } from "@/lib/server/use-cases/coupons/note-again";
import { endOf, noteOutcome, type Outcome } from "./note-outcome";
import { reasonOf } from "./problem-list";

/** How long an answer waits for a file, ms: nearly all are over by then, and no client has given up yet. */
const PATIENCE_MS = 20_000;
const NOTE_EVERY_MS = 5_000;

type Call = { actor: Actor; request: Request; requestId: string };

/**
 * Keeps a file that is sent, and lets `work` take it in. The answer names an action that says what became of it: at its end already where that does not take
 * long, else the action goes on.
 * @param patienceMs how long the answer waits for the end, once the file has arrived
 * @throws what `work` throws while the answer still waits
 */
export async function takeFile(
  { actor, request, requestId }: Call,
  type: string,
  work: (file: string) => Promise<Outcome>,
  clock: Clock,
  patienceMs = PATIENCE_MS,
): Promise<CompatAnswer> {
  return await new Promise((answer, refuse) => {
    keepUpload(request, async (file) => {
      const taking = work(file);
      if (await isOverWithin(taking, patienceMs))
        return answer(await noteOutcome(actor, type, requestId, await taking));
      const id = uuid();
      const { workspaceId } = actor;
      const begun = { id, workspaceId, type, requestId, batchId: null, result: {} };
      // Caught below: it may end while this is written.
      taking.catch(() => {});
      await insertAction(pool(), { ...begun, status: "IN_PROGRESS" }, clock());
      answer({ status: 202, body: { async_action_id: publicId("aa", id) } });
      await goOn(id, taking, clock);
    }).catch(refuse);
  });
}

async function isOverWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const patience = new AbortController();
  const over = work.then(
    () => true,
    () => true,
  );
  const late = sleep(ms, false, { signal: patience.signal }).catch(() => false);
  return await Promise.race([over, late]).finally(() => patience.abort());
}

/** Notes that an action goes on, and its end. Never throws: nobody waits any more. */
async function goOn(id: string, taking: Promise<Outcome>, clock: Clock): Promise<void> {
  const stop = noteAgain(() => noteGoingOn(pool(), id, clock()), NOTE_EVERY_MS);
  try {
    const end = await taking.then(endOf, failureOf);
    await saveAction(pool(), id, end, clock());
  } catch (error) {
    log().error({ err: error }, "the end of an action could not be noted");
  } finally {
    stop();
  }
}

function failureOf(error: unknown): ReturnType<typeof endOf> {
  const known = error instanceof DomainError || error instanceof CompatError;
  if (!known) log().error({ err: error }, "taking in a file failed");
  const message = known ? reasonOf(error) : "Something went wrong on the server. Send the file again.";
  return { status: "FAILED", result: { message, done_count: 0, failed_count: 0, failed: [] } };
}
