import { v5, v7 } from "uuid";

const NAMESPACE = "5f0f2f6a-9a4e-4b43-9a50-5d3a2c6f5b11";

/**
 * The id of an order: always the same one for the shop's own id of it, so that whoever writes the order first, a redemption or the shop,
 * names the same row; a new one where the shop has none. `now` in epoch ms.
 */
export function orderId(workspaceId: string, sourceId: string | null, now: number): string {
  return sourceId === null ? v7({ msecs: now }) : v5(`${workspaceId} ${sourceId}`, NAMESPACE);
}
