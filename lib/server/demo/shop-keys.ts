import { createHmac } from "node:crypto";
import { env } from "@/lib/server/env";

/**
 * The demo shop's own API keys and its gateway's token. They are derived from this installation's secret, so that the shop has them at hand
 * although the database keeps only their hashes.
 */
export function shopKeys(): { browser: string; server: string; gateway: string } {
  return {
    browser: `ck_write_${derive("browser")}`,
    server: `ck_admin_${derive("server")}`,
    gateway: derive("gateway"),
  };
}

function derive(purpose: string): string {
  const secret = Buffer.from(env().SECRETS_KEY, "base64");
  return createHmac("sha256", secret).update(`demo shop ${purpose}`).digest("base64url");
}
