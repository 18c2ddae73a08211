import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/server/env";

/** What stands in the address of an export's file, and cannot be made up. */
export function exportToken(exportId: string): string {
  return createHmac("sha256", Buffer.from(env().SECRETS_KEY, "base64"))
    .update(`export ${exportId}`)
    .digest("base64url");
}

/** Whether an address was given out for this export. */
export function isExportToken(exportId: string, token: string): boolean {
  const [own, given] = [Buffer.from(exportToken(exportId)), Buffer.from(token)];
  return own.length === given.length && timingSafeEqual(own, given);
}
