import type { z } from "zod";
import { unknownTopics } from "@/lib/domain/customer/consent";
import type { Person } from "@/lib/domain/customer/identity";
import { personInput } from "@/lib/domain/customer/identity";
import type { Issue } from "@/lib/domain/errors";
import { storable } from "@/lib/domain/storable";
import type { DefinitionShape } from "./definition";
import { type EventInput, eventInput, MAX_AHEAD_MS, MAX_EVENT_CHARACTERS } from "./event-input";
import { nearestName } from "./nearest-name";
import { validateProperties } from "./validate-properties";

/** An event that may enter the log. */
export type SoundEvent = {
  messageId: string;
  name: string;
  person: Person;
  occurredAt: Date;
  properties: Record<string, unknown>;
};

/** What is to become of one event as it was sent. `messageId` is the sender's, else a new one. */
export type Verdict =
  | { kind: "accept"; messageId: string; event: SoundEvent }
  | { kind: "set-aside"; messageId: string; name: string; errors: Issue[] }
  | { kind: "reject"; messageId: string; errors: Issue[] };

/** What events are judged by. `maxAgeMs`: how long ago one may have happened; `now` in epoch ms. */
export type Bench = {
  definitions: ReadonlyMap<string, DefinitionShape>;
  undefinedEvents: "quarantine" | "reject";
  maxAgeMs: number;
  /** Names of the workspace's topics by their keys. */
  topics: Readonly<Record<string, string>>;
  now: number;
  newId: () => string;
};

/** Judges one event by its form, its moment and the definition of its name. Never throws. */
export function judgeEvent(raw: unknown, bench: Bench): Verdict {
  const { text, issue } = storable(raw);
  if (issue) return { kind: "reject", messageId: bench.newId(), errors: [issue] };
  const parsed = eventInput.safeParse(raw);
  const messageId = (parsed.success ? parsed.data.messageId : sentMessageId(raw)) ?? bench.newId();
  if (!parsed.success)
    return {
      kind: "reject",
      messageId,
      errors: parsed.error.issues.flatMap((issue) => inWords(issue, raw)).slice(0, 20),
    };
  const bounds = [
    ...sizeIssues(text),
    ...momentIssues(parsed.data, bench),
    ...unknownTopics(parsed.data.customer.consent, bench.topics, "customer.consent"),
  ];
  if (bounds.length > 0) return { kind: "reject", messageId, errors: bounds };

  const { name, customer, occurredAt, properties } = parsed.data;
  const definition = bench.definitions.get(name);
  if (!definition) {
    const errors = [undefinedName(name, bench)];
    return bench.undefinedEvents === "reject"
      ? { kind: "reject", messageId, errors }
      : { kind: "set-aside", messageId, name, errors };
  }
  const errors = validateProperties(definition, properties).map((issue) => ({
    ...issue,
    path: under("properties", issue.path),
  }));
  if (errors.length > 0) return { kind: "reject", messageId, errors };
  const at = new Date(occurredAt === undefined ? bench.now : Date.parse(occurredAt));
  return {
    kind: "accept",
    messageId,
    event: { messageId, name, person: customer, occurredAt: at, properties },
  };
}

function momentIssues({ occurredAt }: EventInput, { now, maxAgeMs }: Bench): Issue[] {
  if (occurredAt === undefined) return [];
  const age = now - Date.parse(occurredAt);
  if (age < -MAX_AHEAD_MS) {
    return [
      {
        path: "occurredAt",
        message: "This is more than a day in the future.",
        fix: "Check the sender's clock, or leave occurredAt out for now.",
      },
    ];
  }
  if (age > maxAgeMs) {
    const days = Math.round(maxAgeMs / 86_400_000);
    return [
      {
        path: "occurredAt",
        message: `This is more than ${days} days ago.`,
        fix: "Send what happened more recently, or allow older events in the workspace's settings.",
      },
    ];
  }
  return [];
}

function sizeIssues({ length }: string): Issue[] {
  if (length <= MAX_EVENT_CHARACTERS) return [];
  return [
    {
      path: "",
      message: `The event has ${length} characters.`,
      fix: `Send at most ${MAX_EVENT_CHARACTERS}.`,
    },
  ];
}

function undefinedName(name: string, { definitions, undefinedEvents }: Bench): Issue {
  const near = nearestName(name, [...definitions.keys()]);
  const define =
    undefinedEvents === "reject"
      ? "Define it under Events."
      : "It is kept aside until you define it under Events.";
  return {
    path: "name",
    message: `No event named "${name}" is defined.`,
    fix: near ? `Did you mean "${near}"? ${define}` : define,
  };
}

function sentMessageId(raw: unknown): string | undefined {
  const id = typeof raw === "object" && raw !== null && "messageId" in raw ? raw.messageId : undefined;
  return typeof id === "string" && id.length > 0 && id.length <= 255 ? id : undefined;
}

const KNOWN: Record<string, readonly string[]> = {
  "": Object.keys(eventInput.shape),
  customer: Object.keys(personInput.shape),
};

function inWords(issue: z.core.$ZodIssue, raw: unknown): Issue[] {
  const path = issue.path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : under(text, String(part))),
    "",
  );
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const near = nearestName(key, KNOWN[path] ?? []);
      const fix = near
        ? `Did you mean "${near}"?`
        : path === ""
          ? "What describes the event belongs into properties."
          : "Leave it out.";
      return { path: under(path, key), message: `"${key}" is not known here.`, fix };
    });
  }
  if (path === "" && issue.code === "invalid_type") {
    return [
      {
        path: "",
        message: "An event is an object.",
        fix: 'Send {"name": ..., "customer": {...}, "properties": {...}}.',
      },
    ];
  }
  if (issue.code === "invalid_type" && isAbsent(raw, issue.path)) {
    return [{ path, message: `"${path}" is required.` }];
  }
  return [{ path, message: issue.message }];
}

function isAbsent(raw: unknown, path: readonly PropertyKey[]): boolean {
  const at = path.reduce<unknown>(
    (value, part) => (typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined),
    raw,
  );
  return at === undefined;
}

function under(at: string, name: string): string {
  return at && name ? `${at}.${name}` : at || name;
}
