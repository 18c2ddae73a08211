import type { Said } from "@/lib/domain/customer/consent";
import type { WorkspaceSettings } from "@/lib/domain/workspace/settings";

export type Channel = "email" | "sms";

/** What the engine knows of a customer while it decides. Loaded once per batch. */
export type CustomerFacts = {
  id: string;
  externalId: string | null;
  email: string | null;
  /** E.164 */
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  locale: string | null;
  /** IANA; null falls back to the workspace's */
  timeZone: string | null;
  attributes: Record<string, unknown>;
  /** By channel, "email", and by topic on a channel, "email:newsletter". */
  consent: Partial<Record<string, Said>>;
  agentConversation: boolean;
  orderCount: number;
  /** Minor units of the workspace's currency */
  orderTotal: number;
  lastOrderAt: number | null;
  /** Ids of the segments they belong to */
  segments?: readonly string[];
};

/** A copy that decisions may change. Every property by name, as in newRun: V8 can give each customer that is copied whole a hidden class of its own. */
export function copyCustomer(customer: CustomerFacts): CustomerFacts {
  return {
    id: customer.id,
    externalId: customer.externalId,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.firstName,
    lastName: customer.lastName,
    locale: customer.locale,
    timeZone: customer.timeZone,
    attributes: customer.attributes,
    consent: customer.consent,
    agentConversation: customer.agentConversation,
    orderCount: customer.orderCount,
    orderTotal: customer.orderTotal,
    lastOrderAt: customer.lastOrderAt,
    segments: customer.segments,
  } satisfies Record<keyof CustomerFacts, unknown>;
}

export type WorkspaceFacts = {
  id: string;
  timeZone: string;
  currency: string;
  settings: WorkspaceSettings;
  /** Names of its topics by their keys. */
  topics: Readonly<Record<string, string>>;
};

/** A marketing message of the recent past, for caps. `at` in epoch ms. */
export type RecentMessage = { channel: Channel; flowId: string; at: number };

/** Facts a step may need beyond the profile; the engine loads the union of a batch's needs, once. */
export type Need = "recentMessages";

/** An event as the interpreter sees it. */
export type FlowEvent = {
  /** Position in the log */
  id: number;
  name: string;
  properties: Record<string, unknown>;
  /** epoch ms */
  occurredAt: number;
  acceptedAt: number;
  /** cart | order | null, from its definition */
  role: "cart" | "order" | null;
};
