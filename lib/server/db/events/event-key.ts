import { hash } from "node:crypto";

/** What the log knows an event by: 128 bits of SHA-256 over its workspace and messageId, as a UUID. */
export function eventKey(workspaceId: string, messageId: string): string {
  return hash("sha256", workspaceId + messageId, "hex").slice(0, 32);
}
