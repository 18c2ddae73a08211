import type { StoredConnection } from "@/lib/server/db/channels/load-senders";
import { decrypt } from "@/lib/server/secrets";
import type { OpenConnection } from "./channel";

/** A stored connection with its secrets in clear; null when they cannot be read, as after a change of SECRETS_KEY. */
export function openStored(stored: StoredConnection): OpenConnection | null {
  const { id, workspaceId, provider, name, config } = stored;
  try {
    const secrets = stored.secrets ? (JSON.parse(decrypt(stored.secrets)) as Record<string, string>) : {};
    return { id, workspaceId, provider, name, config, secrets };
  } catch {
    return null;
  }
}
