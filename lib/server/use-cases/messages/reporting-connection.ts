import { z } from "zod";
import type { Provider } from "@/lib/domain/message/connection";
import type { OpenConnection } from "@/lib/server/channels/channel";
import { openStored } from "@/lib/server/channels/open-stored";
import { findAnyConnection } from "@/lib/server/db/channels/find-any-connection";
import { pool } from "@/lib/server/db/pool";

/** The connection that a provider's report is addressed to, whatever the workspace: its signature is its permission. */
export async function findReportingConnection(
  provider: Provider,
  id: string,
): Promise<OpenConnection | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const stored = await findAnyConnection(pool(), id);
  return stored?.provider === provider ? openStored(stored) : null;
}
