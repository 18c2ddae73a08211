import type { ResponseOf } from "@/lib/contracts/contract";
import type { listSmsContract } from "@/lib/contracts/demo";
import { readSms } from "@/lib/server/demo/sms-inbox";
import { demoOnly } from "./demo-only";

/** What the demo's gateway kept for one number: only who knows the number sees it. */
export async function listSms({
  query,
}: {
  query: { to: string };
}): Promise<ResponseOf<typeof listSmsContract>> {
  await demoOnly();
  return { data: (await readSms(query.to)).map(({ id, at, text }) => ({ id, at, text })) };
}
