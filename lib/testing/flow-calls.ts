import type { FlowDocument } from "@/lib/domain/flow/document";
import { createFlow } from "@/lib/server/use-cases/flows/create-flow";
import { publishFlow } from "@/lib/server/use-cases/flows/publish-flow";
import { drawFlow } from "./draw-flow";
import type { EngineFixture } from "./engine-fixture";
import { makeActor } from "./make-actor";

export const CART_TRIGGER = { type: "event-trigger", config: { eventName: "itemAddedToCart" } };

/** A cart is left, so many days pass, and it ends. */
export const waiting = (days = 1): FlowDocument =>
  drawFlow({
    trigger: { ...CART_TRIGGER, to: { next: "wait" } },
    wait: {
      type: "wait",
      config: { mode: "duration", duration: { value: days, unit: "days" } },
      to: { next: "end" },
    },
    end: { type: "exit", config: { as: "completed", reason: "" } },
  });

/** What tests of flows ask of the product, on the clock of the shop that `shop` answers with. */
export function flowCalls(shop: () => EngineFixture) {
  const actor = () => makeActor(shop().workspaceId);
  return {
    create: (document?: FlowDocument, name = "Carts") =>
      createFlow({ actor: actor(), body: { name, document } }, shop().clock),
    publish: (id: string, revision: number) =>
      publishFlow({ actor: actor(), params: { id }, body: { revision } }, shop().clock),
    auditOf: async (id: string) => {
      const { rows } = await shop().pool.query<{ action: string }>(
        `SELECT action FROM audit_entry WHERE object_id = $1 ORDER BY id`,
        [id],
      );
      return rows.map(({ action }) => action);
    },
  };
}
