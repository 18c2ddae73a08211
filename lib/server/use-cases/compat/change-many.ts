import type { Actor } from "@/lib/server/auth/actor";
import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { noteOutcome } from "./note-outcome";
import { reasonOf } from "./problem-list";

/** Does the same to each of many, one after the other; what is refused for one holds up no other. The answered action says how it went. */
export async function changeMany<Item>(
  { actor, requestId }: { actor: Actor; requestId: string },
  type: string,
  items: readonly Item[],
  { named, work }: { named: (item: Item) => Record<string, string>; work: (item: Item) => Promise<unknown> },
): Promise<CompatAnswer> {
  const failed: Record<string, unknown>[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failed.push({ ...named(item), message: reasonOf(error) });
    }
  }
  const failedCount = failed.length;
  return await noteOutcome(actor, type, requestId, { done: items.length - failedCount, failedCount, failed });
}
