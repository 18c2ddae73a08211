import { type FlowDocument, flowDocument } from "./document";

/** Ids of what a starter's steps name; what is empty is left for the marketer to choose. */
export type StarterParameters = {
  emailTemplateId?: string;
  smsTemplateId?: string;
  campaignId?: string;
  /** Default itemAddedToCart */
  cartEvent?: string;
  /** Default PurchaseFinished */
  purchaseEvent?: string;
};

export type Starter = {
  id: StarterId;
  name: string;
  description: string;
  /** Which parameters it has a use for. */
  asksFor: readonly ("emailTemplateId" | "smsTemplateId" | "campaignId")[];
  document: (parameters: StarterParameters) => FlowDocument;
};

export const STARTER_IDS = ["win-back", "reminder-first", "compare-offers"] as const;
export type StarterId = (typeof STARTER_IDS)[number];

const DAY = { value: 1, unit: "days" } as const;
const HOUR = { value: 1, unit: "hours" } as const;

type Line = [id: string, type: string, column: number, row: number, config: Record<string, unknown>];
type Link = [from: string, port: string, to: string];

/** Flows to start from. */
export const STARTERS: readonly Starter[] = [
  {
    id: "win-back",
    name: "Win back cart abandoners",
    description:
      "Wait a day for the purchase. If it does not come: an e-mail with the cart and a code of their own, then another day, then an SMS.",
    asksFor: ["campaignId", "emailTemplateId", "smsTemplateId"],
    document: winBack,
  },
  {
    id: "reminder-first",
    name: "Remind first, then offer",
    description:
      "An hour after the cart a plain reminder, a day after it a code. Nobody learns to wait for a discount from the first mail.",
    asksFor: ["emailTemplateId", "campaignId"],
    document: reminderFirst,
  },
  {
    id: "compare-offers",
    name: "Does the discount earn anything?",
    description:
      "Half get a reminder with a code, half without. The performance screen shows which half bought more.",
    asksFor: ["campaignId", "emailTemplateId"],
    document: compareOffers,
  },
];

/**
 * Seed 004: event, a day for the purchase, coupon and e-mail, another day, SMS; a purchase at any point ends the run. Who gets no code is
 * not sent the e-mail that promises one, and goes on to the SMS.
 */
function winBack(parameters: StarterParameters): FlowDocument {
  const { purchase, trigger, email, sms, coupon } = parts(parameters);
  const awaited = { eventName: purchase, timeout: DAY };
  return draw(
    [
      ["trigger", "event-trigger", 0, 0, trigger],
      ["wait-purchase", "wait-for-event", 0, 1, awaited],
      ["bought-early", "exit", -1, 2, { as: "completed", reason: "Bought within a day" }],
      ["coupon", "issue-coupon", 0, 2, coupon],
      ["email", "send-email", -0.5, 3, email],
      ["wait-again", "wait-for-event", 0, 4, awaited],
      ["bought-later", "exit", -1, 5, { as: "completed", reason: "Bought after the e-mail" }],
      ["sms", "send-sms", 0, 5, sms],
      ["end", "exit", 0, 6, { as: "completed", reason: "" }],
    ],
    [
      ["trigger", "next", "wait-purchase"],
      ["wait-purchase", "happened", "bought-early"],
      ["wait-purchase", "timed_out", "coupon"],
      ["coupon", "issued", "email"],
      ["coupon", "pool_empty", "wait-again"],
      ["coupon", "not_eligible", "wait-again"],
      ["email", "next", "wait-again"],
      ["wait-again", "happened", "bought-later"],
      ["wait-again", "timed_out", "sms"],
      ["sms", "next", "end"],
    ],
    {
      goal: { eventName: purchase },
      frequency: { reentry: "again", delay: DAY, limit: { count: 3, per: { value: 1, unit: "weeks" } } },
    },
  );
}

function reminderFirst(parameters: StarterParameters): FlowDocument {
  const { purchase, trigger, email, coupon } = parts(parameters);
  return draw(
    [
      ["trigger", "event-trigger", 0, 0, trigger],
      ["wait-hour", "wait", 0, 1, { mode: "since-trigger", duration: HOUR }],
      ["reminder", "send-email", 0, 2, { ...email, templateId: "" }],
      ["wait-day", "wait", 0, 3, { mode: "since-trigger", duration: DAY }],
      ["coupon", "issue-coupon", 0, 4, coupon],
      ["offer", "send-email", 0, 5, email],
      ["end", "exit", 0, 6, { as: "completed", reason: "" }],
    ],
    [
      ["trigger", "next", "wait-hour"],
      ["wait-hour", "next", "reminder"],
      ["reminder", "next", "wait-day"],
      ["wait-day", "next", "coupon"],
      ["coupon", "issued", "offer"],
      ["offer", "next", "end"],
    ],
    { goal: { eventName: purchase }, frequency: { reentry: "again", delay: DAY, whileActive: "supersede" } },
  );
}

function compareOffers(parameters: StarterParameters): FlowDocument {
  const { purchase, trigger, email, coupon } = parts(parameters);
  const arms = [
    { id: "code", name: "With a code", share: 50 },
    { id: "plain", name: "Without", share: 50 },
  ];
  return draw(
    [
      ["trigger", "event-trigger", 0, 0, trigger],
      ["wait-purchase", "wait-for-event", 0, 1, { eventName: purchase, timeout: HOUR }],
      ["split", "split", 0, 2, { arms }],
      ["coupon", "issue-coupon", -0.5, 3, coupon],
      ["offer", "send-email", -0.5, 4, email],
      ["reminder", "send-email", 0.75, 3, { ...email, templateId: "" }],
    ],
    [
      ["trigger", "next", "wait-purchase"],
      ["wait-purchase", "timed_out", "split"],
      ["split", "code", "coupon"],
      ["split", "plain", "reminder"],
      ["coupon", "issued", "offer"],
    ],
    { goal: { eventName: purchase }, frequency: { reentry: "never" } },
  );
}

function parts(parameters: StarterParameters) {
  const message = (templateId = "") => ({ templateId, transactional: false, quietHours: "workspace" });
  return {
    purchase: parameters.purchaseEvent ?? "PurchaseFinished",
    trigger: { eventName: parameters.cartEvent ?? "itemAddedToCart" },
    email: message(parameters.emailTemplateId),
    sms: message(parameters.smsTemplateId),
    coupon: { campaignId: parameters.campaignId ?? "", reuse: "run" },
  };
}

const COLUMN = 300;
const ROW = 168;

function draw(lines: Line[], links: Link[], settings: Record<string, unknown>): FlowDocument {
  return flowDocument.parse({
    steps: lines.map(([id, type, column, row, config]) => ({
      id,
      type,
      config,
      position: { x: column * COLUMN, y: row * ROW },
    })),
    edges: links.map(([from, port, to]) => ({ id: `${from}-${port}`, from, port, to })),
    settings,
  });
}
