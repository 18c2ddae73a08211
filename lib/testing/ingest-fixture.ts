import { v7 as uuid } from "uuid";
import { propertiesOfRole } from "@/lib/domain/event/definition";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { createEventDefinition } from "@/lib/server/use-cases/event-definitions/create-event-definition";
import { ingestEvents } from "@/lib/server/use-cases/events/ingest-events";

/** When everything that is sent arrives. */
export const NOW = new Date("2026-03-01T12:00:00Z");
export const CART = {
  items: [{ sku: "a", name: "Bag", price: 4900, quantity: 1 }],
  currency: "EUR",
  total: 4900,
};

/** A workspace without anything in it. @returns its id */
export async function ingestWorkspace(settings: object = {}): Promise<string> {
  const id = uuid();
  await pool().query(
    "INSERT INTO workspace (id, name, settings, signing_secret) VALUES ($1, 'Shop', $2, 'x')",
    [id, JSON.stringify(settings)],
  );
  return id;
}

/** A cart as a shop sends it, of a customer by their external id, or by all that is said of them. */
export const cartEvent = (customer: object | string, more: object = {}) => ({
  name: "itemAddedToCart",
  customer: typeof customer === "string" ? { externalId: customer } : customer,
  properties: CART,
  ...more,
});

/** A shop that sends events, and what comes of them. Works on the product's own pool. */
export class IngestFixture {
  private constructor(readonly actor: Actor) {}

  /** A shop that has defined itemAddedToCart. */
  static async open(): Promise<IngestFixture> {
    const actor = systemActor(await ingestWorkspace(), ["events:ingest", "event-definitions:write"]);
    await createEventDefinition({
      actor,
      body: {
        name: "itemAddedToCart",
        title: "",
        description: "",
        role: "cart",
        properties: propertiesOfRole("cart"),
      },
    });
    return new IngestFixture(actor);
  }

  async send(body: Record<string, unknown>, as = this.actor) {
    const request = new Request("http://shop.test/api/v1/events");
    return await ingestEvents({ actor: as, body, request }, () => NOW);
  }

  async batch(events: unknown[], as = this.actor) {
    return await this.send({ events }, as);
  }

  /** What is on the log and waits for the engine, in its order. */
  async log(workspaceId = this.actor.workspaceId) {
    const { rows } = await pool().query<{
      name: string;
      message_id: string;
      customer_id: string;
      shard: number;
      source: string;
    }>(
      `SELECT e.name, e.message_id, e.customer_id, e.shard, e.source FROM event e
     JOIN event_pending p ON p.shard = e.shard AND p.event_id = e.id AND p.customer_id = e.customer_id
     WHERE e.workspace_id = $1 ORDER BY e.id`,
      [workspaceId],
    );
    return rows;
  }

  async sent() {
    return (await this.log()).filter(({ name }) => name === "itemAddedToCart");
  }

  async customers() {
    const { rows } = await pool().query(
      "SELECT id, external_id, email, phone, first_name, attributes, consent FROM customer WHERE workspace_id = $1 ORDER BY created_at, id",
      [this.actor.workspaceId],
    );
    return rows;
  }
}
