import type pg from "pg";
import { v7 as uuid } from "uuid";
import { lowPoolMark } from "@/lib/domain/coupon/low-pool";
import type { Clock } from "@/lib/server/clock";
import { enqueueNotices } from "@/lib/server/db/accounts/enqueue-notices";
import { unusableCodes } from "@/lib/server/db/coupons/unusable-codes";
import { noteLowPool, watchedPools } from "@/lib/server/db/coupons/watched-pools";
import { transaction } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";

/**
 * Mails the workspace's owners, admins and marketers when a fixed pool falls below its mark: once for each fall, so again only after it was
 * filled up. @returns how many pools they were told of
 */
export async function watchPools({ pool, clock }: { pool: pg.Pool; clock: Clock }): Promise<number> {
  const now = clock();
  const pools = await watchedPools(pool, now);
  const unusable = await unusableCodes(
    pool,
    pools.map(({ id }) => id),
    now,
  );
  let told = 0;
  for (const { id, workspaceId, name, codes, given, told: known } of pools) {
    const free = Math.max(0, codes - given - (unusable.get(id) ?? 0));
    const low = free < lowPoolMark(codes);
    if (low === known) continue;
    await transaction(async (client) => {
      if (!(await noteLowPool(client, id, low ? now : null)) || !low) return;
      const left = free === 1 ? "One code is left" : `${free.toLocaleString("en")} codes are left`;
      await enqueueNotices(client, {
        id: uuid(),
        workspaceId,
        roles: ["owner", "admin", "marketer"],
        subject: `Few codes are left in “${name}”`,
        paragraphs: [
          `${left} of ${codes.toLocaleString("en")} in the campaign “${name}”. When there are none, customers leave the coupon step by “Pool empty”.`,
          `Add codes, or let the campaign make them as needed: ${env().APP_URL}/campaigns/${id}`,
        ],
      });
      told += 1;
    }, pool);
  }
  return told;
}
