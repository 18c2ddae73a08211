import {
  readUnsubscribeToken,
  type UnsubscribeLink,
  workspaceOfToken,
} from "@/lib/server/channels/link-tokens";
import { signingSecret } from "@/lib/server/channels/signing-secret";
import { loadSendingWorkspaces } from "@/lib/server/db/messages/load-sending-workspaces";
import { pool } from "@/lib/server/db/pool";

/** What an unsubscribe link says and whose shop it is; null for a link that this server did not make. */
export async function readLink(token: string): Promise<{ link: UnsubscribeLink; shop: string } | null> {
  const workspaceId = workspaceOfToken(token);
  const workspace = workspaceId && (await loadSendingWorkspaces(pool(), [workspaceId])).get(workspaceId);
  if (!workspace) return null;
  const link = readUnsubscribeToken(signingSecret(workspace.signingSecret), token);
  return link && { link, shop: workspace.settings.brand.senderName || workspace.name };
}
