import type pg from "pg";
import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { awaitGivers } from "@/lib/server/db/coupons/await-givers";
import { keepPaused, pauseGiving, resumeGiving } from "@/lib/server/db/coupons/pause-giving";
import { pool } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";

const MOST_MS = 10_000;

/**
 * Does in one transaction what must not happen while a code of the campaign is being given, such as deleting it because none was: from before it begins
 * until it ends nobody gives one, and whatever was given is there to be seen. Call it with no transaction open, and for no campaign that gives codes
 * all the time: who asks for one meanwhile gets none.
 * @param mostMs how long to wait for those who are giving now, at most, in ms
 * @throws DomainError conflict while another one does so; unavailable when somebody is giving for too long
 */
export async function whileGivingRests<T>(
  actor: Actor,
  campaignId: string,
  now: Date,
  work: (client: pg.PoolClient) => Promise<T>,
  mostMs = MOST_MS,
): Promise<T> {
  if (!(await pauseGiving(pool(), actor.workspaceId, campaignId, now))) throw busy();
  try {
    if (!(await awaitGivers(pool(), campaignId, mostMs)))
      throw new DomainError(
        "unavailable",
        "A long change of codes, such as an import, is on its way, so it is not known whether a code of this campaign is being given. Nothing was changed: try again when it is done.",
      );
    return await undisturbed(async (client) => {
      if (!(await keepPaused(client, campaignId, now))) throw busy();
      return await work(client);
    });
  } finally {
    await resumeGiving(pool(), campaignId, now);
  }
}

function busy(): DomainError {
  return new DomainError(
    "conflict",
    "Somebody else is changing or deleting this campaign at this moment. Try again.",
  );
}
