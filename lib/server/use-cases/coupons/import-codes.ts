import type { importCodesContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { keepUpload } from "@/lib/server/http/keep-upload";
import { importLines } from "./import-lines";
import { poolToFill } from "./pool-to-fill";
import { readCodesCsv } from "./read-codes-csv";

type Call = {
  actor: Actor;
  params: { id: string };
  query: { check?: boolean | undefined };
  request: Request;
};

/**
 * Adds codes from a CSV to a fixed pool, those with an e-mail given to that customer. Every line is looked at, and one that cannot be
 * taken refuses the file as a whole, with the reasons: all is written in one transaction, or nothing.
 */
export async function importCodes(
  { actor, params, query, request }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof importCodesContract>> {
  authorise(actor, "coupons:write");
  const campaign = await poolToFill(actor.workspaceId, params.id);
  return await keepUpload(request, (file) =>
    importLines({
      actor,
      campaign,
      lines: (problem) => readCodesCsv(file, problem),
      check: query.check === true,
      now: clock(),
      from: "csv",
    }),
  );
}
