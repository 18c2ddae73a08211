const BY_GROUP = {
  Customer: [
    ["customer.created", "Customer created"],
    ["customer.updated", "Customer updated"],
    ["customer.deleted", "Customer deleted"],
    ["customer.rewarded", "Customer rewarded"],
    ["customer.segment.entered", "Customer entered a segment"],
    ["customer.segment.left", "Customer left a segment"],
    ["customer.email.sent", "E-mail to customer sent"],
    ["customer.email.failed", "E-mail to customer failed"],
    ["customer.sms.sent", "SMS to customer sent"],
    ["customer.sms.failed", "SMS to customer failed"],
  ],
  Order: [
    ["order.created", "Order created"],
    ["order.updated", "Order updated"],
    ["order.paid", "Order paid"],
    ["order.canceled", "Order cancelled"],
  ],
  Redemption: [
    ["redemption.succeeded", "Redemption succeeded"],
    ["redemption.failed", "Redemption failed"],
    ["redemption.rollback.succeeded", "Redemption rolled back"],
    ["redemption.rollback.failed", "Redemption rollback failed"],
  ],
  Voucher: [
    ["voucher.created", "Voucher created"],
    ["voucher.updated", "Voucher updated"],
    ["voucher.deleted", "Voucher deleted"],
    ["voucher.enabled", "Voucher enabled"],
    ["voucher.disabled", "Voucher disabled"],
    ["voucher.published", "Voucher published"],
    ["voucher.gift.balance_added", "Gift balance added"],
    ["voucher.validation.succeeded", "Voucher validation succeeded"],
    ["voucher.validation.failed", "Voucher validation failed"],
    ["voucher.validation_rules.created", "Voucher validation rules created"],
    ["voucher.validation_rules.updated", "Voucher validation rules updated"],
    ["voucher.validation_rules.deleted", "Voucher validation rules deleted"],
  ],
  Campaign: [
    ["campaign.created", "Campaign created"],
    ["campaign.updated", "Campaign updated"],
    ["campaign.deleted", "Campaign deleted"],
    ["campaign.enabled", "Campaign enabled"],
    ["campaign.disabled", "Campaign disabled"],
    ["campaign.validation_rules.created", "Campaign validation rules created"],
    ["campaign.validation_rules.updated", "Campaign validation rules updated"],
    ["campaign.validation_rules.deleted", "Campaign validation rules deleted"],
    ["campaign.export_mailchimp_scheduled", "Campaign export to Mailchimp scheduled"],
    ["campaign.export_mailchimp_done", "Campaign export to Mailchimp done"],
    ["campaign.export_mailchimp_failed", "Campaign export to Mailchimp failed"],
  ],
  Product: [
    ["product.created", "Product created"],
    ["product.updated", "Product updated"],
    ["product.deleted", "Product deleted"],
  ],
  SKU: [
    ["sku.created", "SKU created"],
    ["sku.updated", "SKU updated"],
    ["sku.deleted", "SKU deleted"],
  ],
  Distribution: [
    ["distribution.email.sent", "Distribution e-mail sent"],
    ["distribution.email.failed", "Distribution e-mail failed"],
    ["distribution.sms.sent", "Distribution SMS sent"],
    ["distribution.sms.failed", "Distribution SMS failed"],
  ],
  Export: [
    ["export.scheduled", "Export scheduled"],
    ["export.done", "Export done"],
    ["export.failed", "Export failed"],
    ["export.deleted", "Export deleted"],
  ],
} as const satisfies Record<string, readonly (readonly [name: string, title: string])[]>;

/** The name of an event that Cartograph emits itself. */
export type InternalEventName = (typeof BY_GROUP)[keyof typeof BY_GROUP][number][0];
type InternalEvent = { name: InternalEventName; title: string; group: string };

/** The events a person may pick as a trigger, in a segment or for a webhook, beside those they define. */
export const INTERNAL_EVENTS: readonly InternalEvent[] = Object.entries(BY_GROUP).flatMap(([group, events]) =>
  events.map(([name, title]) => ({ name, title, group })),
);

const TITLES: ReadonlyMap<string, string> = new Map(
  INTERNAL_EVENTS.map((event) => [event.name, event.title]),
);

/** Whether the event is about one segment, which a trigger on it has to name. */
export function isSegmentEvent(name: unknown): boolean {
  return name === "customer.segment.entered" || name === "customer.segment.left";
}

// The engine's own bookkeeping: on the log, but nothing to choose.
const RESERVED_PREFIXES = ["message.", "run.", "flow."];

/** Whether only Cartograph itself may define or send an event of this name. */
export function isInternalEventName(name: string): boolean {
  return TITLES.has(name) || RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** The name for people of an event that Cartograph emits; null when it is not one of those that may be chosen. */
export function internalEventTitle(name: string): string | null {
  return TITLES.get(name) ?? null;
}

const INTERNAL_ID = /^(message|run|flow|segment):[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Whether a messageId has the form of the engine's own (`message:<uuid>:<result>`), which no sender may take before it. */
export function isInternalMessageId(messageId: string): boolean {
  return INTERNAL_ID.test(messageId);
}

/** The log's note that a customer came to be. `identifiedBy`: external_id | email | phone. */
export type CustomerCreatedProperties = {
  source: string;
  identifiedBy: string[];
  consent?: Record<string, "granted" | "denied">;
};

/** The log's note of what changed on a customer: field names, `attributes.<name>` and `consent.<channel>`, with the new consent states. */
export type CustomerUpdatedProperties = {
  source: string;
  changed: string[];
  consent?: Record<string, "granted" | "denied">;
};
