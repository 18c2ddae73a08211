import { flowSettings } from "@/lib/domain/flow/document";
import type { CustomerFacts, FlowEvent } from "@/lib/domain/flow/facts";
import type { Run } from "@/lib/domain/flow/run";
import type { StepContext } from "@/lib/domain/flow/step-definition";
import { workspaceSettings } from "@/lib/domain/workspace/settings";

const ENTERED = Date.parse("2026-01-05T10:00:00Z");

/** What a step is given to decide on: Amira in Berlin with a cart of 40.00 EUR, who came to the step at 2026-01-05 10:00 UTC. */
export function stepContext(
  given: {
    now?: string | number;
    due?: string | number;
    arrived?: string;
    triggered?: string;
    zone?: string;
    random?: number;
    input?: StepContext["input"];
    customer?: Partial<CustomerFacts>;
    workspace?: Record<string, unknown>;
    settings?: Record<string, unknown>;
    run?: Partial<Run>;
    context?: Partial<Run["context"]>;
    recentMessages?: StepContext["recentMessages"];
  } = {},
): StepContext {
  const now = given.now === undefined ? ENTERED : new Date(given.now).getTime();
  const arrivedAt = given.arrived ? Date.parse(given.arrived) : ENTERED;
  return {
    now,
    dueAt: given.due === undefined ? (given.run?.wakeAt ?? now) : new Date(given.due).getTime(),
    zone: given.zone ?? "Europe/Berlin",
    random: given.random ?? 0.5,
    input: given.input ?? { kind: "arrive" },
    run: {
      id: "run",
      workspaceId: "workspace",
      flowId: "flow",
      versionId: "version",
      customerId: "amira",
      status: "active",
      stepId: "step",
      wakeAt: null,
      parkedWakeAt: null,
      stepEnteredAt: arrivedAt,
      enteredAt: ENTERED,
      endedAt: null,
      endReason: null,
      triggerEventId: 1,
      correlation: "",
      visit: 1,
      convertedAt: null,
      conversionRule: null,
      revenue: null,
      currency: null,
      postCompletion: false,
      ...given.run,
      context: {
        event: {
          id: 1,
          name: "itemAddedToCart",
          properties: { total: 4000, currency: "EUR" },
          occurredAt: given.triggered ?? new Date(ENTERED).toISOString(),
        },
        cart: {
          items: [{ sku: "mug", name: "Mug", price: 2000, quantity: 2 }],
          total: 4000,
          currency: "EUR",
        },
        vouchers: [],
        ...given.context,
      },
    },
    customer: {
      id: "amira",
      externalId: "amira",
      email: "amira@shop.example",
      phone: "+4915112345678",
      firstName: "Amira",
      lastName: "Haddad",
      locale: "de",
      timeZone: null,
      attributes: { tier: "gold" },
      consent: {},
      agentConversation: false,
      orderCount: 0,
      orderTotal: 0,
      lastOrderAt: null,
      ...given.customer,
    },
    workspace: {
      id: "workspace",
      timeZone: "Europe/Berlin",
      currency: "EUR",
      settings: workspaceSettings.parse(given.workspace ?? {}),
      topics: { news: "Newsletter", carts: "Cart reminders" },
    },
    settings: flowSettings.parse(given.settings ?? {}),
    recentMessages: given.recentMessages ?? [],
  };
}

/** An event that reaches a step. */
export function happened(name: string, properties: Record<string, unknown> = {}): StepContext["input"] {
  const event: FlowEvent = {
    id: 2,
    name,
    properties,
    occurredAt: ENTERED,
    acceptedAt: ENTERED,
    role: null,
  };
  return { kind: "event", event };
}
