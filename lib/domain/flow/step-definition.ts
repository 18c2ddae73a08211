import type { z } from "zod";
import type { Terms } from "@/lib/domain/coupon/promises";
import type { Issue } from "@/lib/domain/errors";
import type { GivenVoucher } from "@/lib/domain/message/context";
import type { FlowSettings } from "./document";
import type { CustomerFacts, FlowEvent, Need, RecentMessage, WorkspaceFacts } from "./facts";
import type { Run, RunContext } from "./run";

/** Colour and meaning of a step: see the step tokens of the design. */
export type StepCategory = "entry" | "wait" | "decision" | "message" | "coupon" | "goal" | "action" | "exit";

export type Port = { id: string; label: string };

/** Why the step is looked at. */
export type StepInput =
  | { kind: "arrive" }
  | { kind: "timer" }
  /** An admin lets the run go on now. */
  | { kind: "skip" }
  | { kind: "event"; event: FlowEvent }
  | { kind: "answer"; answer: StepAnswer };

/** A question that the engine answers for a whole batch at once. */
export type StepRequest = {
  kind: "coupon";
  campaignId: string;
  reuse: "new" | "run" | "unexpired";
  /** A person approved it: an earlier recovery discount does not refuse it. */
  pastCap?: boolean;
};
export type StepAnswer =
  | { kind: "issued"; voucher: GivenVoucher; reused: boolean }
  | { kind: "pool_empty" }
  | { kind: "not_eligible"; reason: string };

/** What shall happen outside the run; the engine writes it in the batch's transaction. */
export type Effect =
  | { kind: "message"; channel: "email" | "sms"; templateId: string; marketing: boolean; sendBefore: number }
  | {
      kind: "webhook";
      url: string;
      method: "POST" | "PUT" | "GET";
      headers: Record<string, string>;
      body: string;
      sendBefore: number;
    }
  | { kind: "update-customer"; set: Record<string, string | number | boolean | null> }
  | ReviewEffect;

/** A person shall decide whether this visit's code is given, until `expiresAt` (epoch ms). */
export type ReviewEffect = {
  kind: "review";
  campaignId: string;
  /** A condition of the step held, or the customer was given a recovery discount lately. */
  cause: "condition" | "capped";
  reason: string;
  expiresAt: number;
};

export type Decision =
  /** Leave by a port. `outcome` is counted on the step when it says more than the port does. */
  | {
      kind: "go";
      port: string;
      reason: string;
      outcome?: string;
      effects?: Effect[];
      context?: Partial<RunContext>;
      converts?: FlowEvent;
    }
  /** Stay until then (epoch ms), or until an event when null. */
  | {
      kind: "stay";
      until: number | null;
      reason: string;
      outcome?: string;
      effects?: Effect[];
      context?: Partial<RunContext>;
    }
  | { kind: "ask"; request: StepRequest }
  | { kind: "end"; status: "completed" | "exited"; reason: string; outcome?: string };

/** All a step may look at. Everything is given: no clock, no chance, no query. */
export type StepContext = {
  /** epoch ms */
  now: number;
  /** epoch ms; when the event was accepted, or the timer due, that brings the run on: before `now` where the engine was away. */
  dueAt: number;
  /** IANA zone of the customer, else of the workspace */
  zone: string;
  /** In [0, 1), the same for the same run, step and visit */
  random: number;
  input: StepInput;
  run: Readonly<Run>;
  customer: Readonly<CustomerFacts>;
  workspace: Readonly<WorkspaceFacts>;
  settings: Readonly<FlowSettings>;
  recentMessages: readonly RecentMessage[];
};

/** What exists in the workspace, for checks that a config alone cannot make. */
export type References = {
  events: ReadonlyMap<
    string,
    { title: string; role: "cart" | "order" | null; properties: readonly string[] }
  >;
  templates: ReadonlyMap<
    string,
    {
      name: string;
      channel: string;
      subject: string;
      published: boolean;
      usesVoucher: boolean;
      /** What its fixed words promise of a code: "5% · within 12 hours". */
      promises?: string;
    }
  >;
  campaigns: ReadonlyMap<
    string,
    {
      name: string;
      discount: string;
      active: boolean;
      endsAt: string | null;
      terms?: Terms | null;
      /** Codes that nobody has, as far as a low pool is counted; null where codes are made as needed. */
      left?: number | null;
    }
  >;
  channels: ReadonlySet<string>;
  segments: ReadonlyMap<string, { name: string }>;
  /** By key. */
  topics: ReadonlyMap<string, { name: string; archived: boolean }>;
};

/** The names a step's words need: a lookup that falls back to the id. */
export type Names = {
  template: (id: string) => { name: string; subject: string } | null;
  campaign: (id: string) => { name: string; discount: string } | null;
  segment?: (id: string) => { name: string } | null;
  /** Conditions in the words of the event's definition and in money; else they are shown as they are stored. */
  conditions?: (filter: unknown, eventName: unknown) => string;
};

export type StepDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> = {
  type: Type;
  /** What the palette calls it. */
  title: string;
  description: string;
  category: StepCategory;
  /** Strict: what VALIDATE and LAUNCH accept. */
  config: Schema;
  /** The config of a new step. May be incomplete: the form asks for the rest. */
  defaults: () => Record<string, unknown>;
  /** Works on half-filled configs too, since the canvas shows them. */
  ports: (config: Record<string, unknown>) => readonly Port[];
  needs?: readonly Need[];
  /** Names of events that move a run which stands at this step. */
  listens?: (config: z.output<Schema>) => readonly string[];
  /** Beyond the schema: do the things it names exist and fit. `path` is inside the config. */
  check?: (config: z.output<Schema>, references: References) => Issue[];
  /** In words, for the card, problems and the timeline; works on half-filled configs: "Wait 1 day". */
  describe: (config: Record<string, unknown>, names: Names) => { title: string; detail: string };
  decide: (config: z.output<Schema>, context: StepContext) => Decision;
};

/** Keeps the exact types of a step's parts. */
export function defineStep<Type extends string, Schema extends z.ZodType>(
  definition: StepDefinition<Type, Schema>,
): StepDefinition<Type, Schema> {
  return definition;
}
