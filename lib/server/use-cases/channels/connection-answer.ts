import type { z } from "zod";
import type { channelConnection } from "@/lib/contracts/channels";
import type { ConnectionRow } from "@/lib/server/db/channels/connection-row";
import { env } from "@/lib/server/env";
import { decrypt } from "@/lib/server/secrets";

const REPORTING: readonly string[] = ["resend", "twilio"];

/** A connection as answers show it: never a secret, only which are set. */
export function connectionAnswer(row: ConnectionRow): z.output<typeof channelConnection> {
  return {
    id: row.id,
    channel: row.channel,
    provider: row.provider,
    name: row.name,
    config: row.config,
    secretsSet: Object.entries(secretsOf(row))
      .filter(([, value]) => value !== "")
      .map(([name]) => name),
    isDefault: row.is_default,
    enabled: row.enabled,
    webhookUrl: REPORTING.includes(row.provider) ? `${env().APP_URL}/hooks/${row.provider}/${row.id}` : null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** A connection's secrets in clear; none when they cannot be read any more, so that they can be entered again. */
export function secretsOf(row: Pick<ConnectionRow, "secrets">): Record<string, string> {
  if (!row.secrets) return {};
  try {
    return JSON.parse(decrypt(row.secrets)) as Record<string, string>;
  } catch {
    return {};
  }
}
