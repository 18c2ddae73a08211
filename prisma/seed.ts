import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { systemActor } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { ensureAccounts } from "@/lib/server/demo/ensure-accounts";
import { ensureChannels } from "@/lib/server/demo/ensure-channels";
import { ensureFlow } from "@/lib/server/demo/ensure-flow";
import { HISTORY_MS, makeHistory } from "@/lib/server/demo/history/make-history";

/** Any fixed number: programs that seed at the same time wait for one another. */
const SEED_LOCK = 4_207_231_776;

/**
 * Sets up the demo: a workspace with its people, keys, channels, templates, campaign and live flow, a month of history, products and
 * segments. The first start makes it; each later one only brings ports and keys up to date.
 */
export async function seed(clock = systemClock): Promise<void> {
  const now = clock();
  const begun = new Date(now.getTime() - HISTORY_MS);
  await transaction(async (holder) => {
    // Without parameters: the answer to a statement that has some is kept until the next one, and with it, for the whole seed, every row that is replaced.
    await holder.query(`SELECT pg_advisory_xact_lock(${SEED_LOCK})`);
    const workspaceId = await transaction((client) => ensureAccounts(client, begun));
    const actor = systemActor(workspaceId, PERMISSIONS);
    await ensureChannels(actor, begun);
    await ensureFlow(actor, begun);
    await makeHistory(actor, now);
  });
}
