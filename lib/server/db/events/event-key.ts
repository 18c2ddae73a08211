import { hash } from "node:crypto";

/** What the log knows an event by: 128 bits of SHA-256 over its workspace and messageId, as a UUID. */
export function eventKey(workspaceId: string, messageId: string): string {
  return hash("sha256", workspaceId + messageId, "hex").slice(0, 32);
}

/** The same in SQL; both are expressions of texts, the workspace's id as UUIDs are written. */
export function eventKeyOf(workspaceId: string, messageId: string): string {
  return `left(encode(sha256(convert_to(${workspaceId} || ${messageId}, 'UTF8')), 'hex'), 32)::uuid`;
}
