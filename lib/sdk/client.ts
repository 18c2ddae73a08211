/** What became of a call. `kept`: it waits here until somebody is identified, or until the next page. */
export type Outcome = { status: string; errors?: { path: string; message: string; fix?: string }[] };

/** Whom events belong to, and what is told about them once. */
export type Traits = Record<string, unknown> & { externalId?: string; email?: string; phone?: string };

type Entry = {
  /** messageId: the same on every try, so that the server takes the event once. */
  id: string;
  name: string;
  properties: Record<string, unknown>;
  /** Epoch ms of this browser's clock. */
  at: number;
  /** Absent as long as nobody is identified. */
  customer?: Traits;
};

/** All that outlives a page. `told`: traits that the server has not confirmed yet. */
type Memory = { customer?: Traits; told?: Traits; queue: Entry[] };

/** Everything the client touches, so that it runs without a browser. `post` answers null when nothing came back. */
export type Surroundings = {
  load: () => string | null;
  save: (text: string | null) => void;
  post: (path: string, body: string) => Promise<{ status: number; retryAfter: number; text: string } | null>;
  beacon: (path: string, body: string) => void;
  later: (ms: number, work: () => void) => void;
  now: () => number;
  random: () => number;
  newId: () => string;
  warn: (message: string) => void;
};

const SOON_MS = 200;
const AT_ONCE = 50;
// Browsers take 64 kB with a page that is closing.
const BYTES_AT_ONCE = 50_000;
const KEPT = 500;
const KEPT_MS = 30 * 86_400_000;
// Younger events get the server's time: a shopper's clock may be anything.
const FRESH_MS = 5_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** The four calls of the SDK on any surroundings. Every change is stored before it is sent, and forgotten only when it was confirmed. */
export function createClient(around: Surroundings) {
  const waiting = new Map<string, (outcome: Outcome) => void>();
  let sending = false;
  let scheduled = false;
  let refused = false;
  let pause = 0;

  const read = (): Memory => {
    try {
      const memory = JSON.parse(around.load() ?? "") as Memory;
      if (Array.isArray(memory.queue)) return memory;
    } catch {}
    return { queue: [] };
  };
  // Other tabs write too: what is stored is read again for every change, and nothing else runs in between.
  const change = (edit: (memory: Memory) => void): void => {
    const memory = read();
    edit(memory);
    const oldest = around.now() - KEPT_MS;
    memory.queue = memory.queue.filter((entry) => entry.at > oldest).slice(-KEPT);
    around.save(memory.customer || memory.told || memory.queue.length > 0 ? JSON.stringify(memory) : null);
  };
  const settle = (id: string, outcome: Outcome): void => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  };
  const soon = (ms: number): void => {
    if (scheduled) return;
    scheduled = true;
    around.later(ms, () => {
      scheduled = false;
      void flush();
    });
  };

  /** What goes into the next request: as many as fit, oldest first. */
  const batch = (queue: Entry[]): { entries: Entry[]; body: string } => {
    const entries: Entry[] = [];
    const events: string[] = [];
    let bytes = 0;
    for (const entry of queue) {
      if (!entry.customer) continue;
      const event = JSON.stringify({
        messageId: entry.id,
        name: entry.name,
        customer: entry.customer,
        properties: entry.properties,
        occurredAt: around.now() - entry.at > FRESH_MS ? new Date(entry.at).toISOString() : undefined,
      });
      bytes += event.length;
      if (entries.length > 0 && (bytes > BYTES_AT_ONCE || entries.length === AT_ONCE)) break;
      entries.push(entry);
      events.push(event);
    }
    return { entries, body: `{"events":[${events}]}` };
  };

  const flush = async (): Promise<void> => {
    if (sending || refused) return;
    sending = true;
    try {
      const { told, queue } = read();
      const next = batch(queue);
      const done = told ? await tell(told) : next.entries.length === 0 || (await send(next));
      if (!done) {
        const wait = Math.min(LONGEST_PAUSE_MS, Math.max(pause, FIRST_PAUSE_MS));
        pause = wait * 2;
        // Not all browsers at once, when a server comes back.
        soon(wait * (0.75 + around.random() / 2));
      } else {
        pause = 0;
        if (told || next.entries.length > 0) soon(0);
      }
    } finally {
      sending = false;
    }
  };

  /** Whether there is nothing left to try again. */
  const answered = (answer: Awaited<ReturnType<Surroundings["post"]>>): boolean => {
    if (!answer || answer.status === 429 || answer.status >= 500) {
      pause = Math.max(pause, (answer?.retryAfter ?? 0) * 1000);
      return false;
    }
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
      refused = true;
      around.warn("the key was refused: events are kept in this browser. Look at data-key.");
      for (const id of [...waiting.keys()]) settle(id, { status: "kept" });
    }
    return true;
  };

  const tell = async (told: Traits): Promise<boolean> => {
    const answer = await around.post("customers", JSON.stringify(told));
    if (!answered(answer)) return false;
    if (refused || !answer) return true;
    change((memory) => {
      if (JSON.stringify(memory.told) === JSON.stringify(told)) memory.told = undefined;
    });
    settle("identify", outcomeOf(answer.status < 300 ? "accepted" : "rejected", parsed(answer.text)));
    return true;
  };

  const send = async ({ entries, body }: { entries: Entry[]; body: string }): Promise<boolean> => {
    const answer = await around.post("events", body);
    if (!answered(answer)) return false;
    if (refused || !answer) return true;
    const sent = new Set(entries.map((entry) => entry.id));
    change((memory) => {
      memory.queue = memory.queue.filter((entry) => !sent.has(entry.id));
    });
    const results = (parsed(answer.text).results ?? []) as {
      messageId: string;
      status: string;
      errors?: Outcome["errors"];
    }[];
    for (const { id } of entries) {
      const result = results.find(({ messageId }) => messageId === id);
      settle(id, outcomeOf(result?.status ?? (answer.status < 300 ? "accepted" : "rejected"), result ?? {}));
    }
    return true;
  };

  const outcomeOf = (status: string, { errors }: { errors?: Outcome["errors"] }): Outcome => {
    if (errors?.length)
      around.warn(
        `${status}: ${errors.map(({ path, message, fix }) => `${path} ${message} ${fix ?? ""}`).join("; ")}`,
      );
    return errors ? { status, errors } : { status };
  };

  return {
    /** Says who is signed in: `identify("id", { email })`, or `identify({ email })`. What was tracked before becomes theirs. */
    identify(who: string | Traits, traits: Traits = {}): Promise<Outcome> {
      const told: Traits = typeof who === "object" ? { ...who } : { ...traits, externalId: String(who) };
      const customer = told.externalId
        ? { externalId: told.externalId }
        : told.email
          ? { email: told.email }
          : told.phone
            ? { phone: told.phone }
            : null;
      if (!customer)
        return Promise.resolve(
          outcomeOf("rejected", {
            errors: [{ path: "", message: "identify needs externalId, email or phone." }],
          }),
        );
      change((memory) => {
        memory.told =
          JSON.stringify(memory.customer) === JSON.stringify(customer) ? { ...memory.told, ...told } : told;
        memory.customer = customer;
        for (const entry of memory.queue) entry.customer ??= customer;
      });
      settle("identify", { status: "replaced" });
      soon(SOON_MS);
      return new Promise((resolve) => waiting.set("identify", resolve));
    },

    /** Says what happened. Kept in this browser until somebody is identified. */
    track(
      name: string,
      properties: Record<string, unknown> = {},
      { messageId = around.newId() } = {},
    ): Promise<Outcome> {
      try {
        change((memory) =>
          memory.queue.push({ id: messageId, name, properties, at: around.now(), customer: memory.customer }),
        );
      } catch {
        // Circular or with a BigInt: nothing that JSON can say. The shop's page goes on.
        return Promise.resolve(
          outcomeOf("rejected", { errors: [{ path: "properties", message: "is not JSON." }] }),
        );
      }
      soon(SOON_MS);
      return new Promise((resolve) => waiting.set(messageId, resolve));
    },

    /** Signs the shopper out here: nothing that follows is theirs, and what was never attributed is gone. */
    forget(): Promise<Outcome> {
      change((memory) => {
        for (const { id, customer } of memory.queue) if (!customer) settle(id, { status: "forgotten" });
        memory.queue = memory.queue.filter((entry) => entry.customer);
        memory.customer = undefined;
        memory.told = undefined;
      });
      settle("identify", { status: "forgotten" });
      return Promise.resolve({ status: "forgotten" });
    },

    /** The page may be about to close: hands over what is still here. It stays stored until confirmed; the server takes it once. */
    leave(): void {
      const { told, queue } = read();
      const { entries, body } = batch(queue);
      if (refused) return;
      if (told) around.beacon("customers", JSON.stringify(told));
      if (entries.length > 0) around.beacon("events", body);
    },

    /** Sends what an earlier page left behind. */
    resume: (): void => soon(SOON_MS),
  };
}

function parsed(text: string): { results?: unknown; errors?: Outcome["errors"] } {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
