import type pg from "pg";
import type { MailProvider } from "./mail-provider";
import type { PostOffice } from "./post-office";
import type { Expected, ProvedShop } from "./shop";

/** What came of a scenario. `broken` names each promise that did not hold, with the figures. */
export type Verdict = { figures: Record<string, number>; broken: string[] };

const LOOK_MS = 150;

/** Waits until nothing is left to do. @returns false when the time (ms) runs out first */
export async function settled(pool: pg.Pool, withinMs: number, onLook?: () => void): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    onLook?.();
    const left = await leftOver(pool).catch(() => null);
    if (left && left.pending + left.due + left.open === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return false;
}

type LeftOver = { pending: number; due: number; open: number };

async function leftOver(pool: pg.Pool): Promise<LeftOver> {
  const { rows } = await pool.query<LeftOver>(
    `SELECT (SELECT count(*) FROM event_pending)::int AS pending,
       (SELECT count(*) FROM run_timer WHERE wake_at <= now())::int AS due,
       (SELECT count(*) FROM message WHERE status IN ('queued', 'sending'))::int AS open`,
  );
  return rows[0]!;
}

/** Counts everything and compares it with what must have come of the accepted events. */
export async function verify(
  shop: ProvedShop,
  expected: Expected,
  mail: {
    provider?: MailProvider;
    post?: PostOffice /** Somebody was killed or cut off: a call may rightly be made again. */;
    deaths: boolean;
  },
): Promise<Verdict> {
  const broken: string[] = [];
  const must = (what: string, is: number, should: number) => {
    if (is !== should) broken.push(`${what}: ${is}, and ${should} it had to be`);
  };
  const left = await leftOver(shop.pool);
  const { rows } = await shop.pool.query<Record<string, number>>(COUNTS, [shop.workspaceId]);
  const found = Object.fromEntries(Object.entries(rows[0]!).map(([name, count]) => [name, Number(count)]));
  const count = (name: string) => found[name] ?? 0;
  const totals: Record<string, number> = {};
  for (const version of shop.versions)
    for (const [key, value] of Object.entries(await shop.totals(version)))
      totals[key] = (totals[key] ?? 0) + value;

  must("events confirmed", shop.accepted, expected.events);
  must("accepted events in the log", count("events"), expected.events);
  must("events not handled", left.pending, 0);
  must("runs due and stuck", left.due, 0);
  must("messages stuck on their way", left.open, 0);
  must("entries", count("runs"), expected.entries);
  must("customers entered", count("customers"), expected.entries);
  must("entries counted", totals["/entered"] ?? 0, expected.entries);
  must("conversions", count("converted"), expected.bought);
  must("conversions counted", totals["/converted"] ?? 0, expected.bought);
  const ended = Object.entries(totals).reduce(
    (sum, [key, value]) => (/^\/(completed|failed|exited:.*)$/.test(key) ? sum + value : sum),
    0,
  );
  must("entered less ended, by the counters", (totals["/entered"] ?? 0) - ended, count("active"));
  must("messages", count("messages"), expected.written);
  must("runs with a message", count("written"), expected.written);
  // A code that nobody was shown goes back, and may be given again.
  must("codes given", count("codes"), expected.written);
  must("codes that two customers hold", count("held") - count("distinct"), 0);
  must("messages counted as unknown", totals["email/unknown"] ?? 0, count("unknown"));
  must("messages counted as sent", totals["email/sent"] ?? 0, count("sent"));
  const { rows: messages } = await shop.pool.query<{ id: string; status: string }>(
    `SELECT id, status FROM message WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  if (mail.provider) mailsMust(mail.provider, messages, must, mail.deaths);
  if (mail.post) postMust(mail.post, messages, must);
  return {
    figures: {
      events: expected.events,
      entries: count("runs"),
      sent: count("sent"),
      skipped: count("skipped"),
      failed: count("failed"),
      unknown: count("unknown"),
      calls: [...(mail.provider?.calls.values() ?? [])].reduce((sum, calls) => sum + calls, 0),
    },
    broken,
  };
}

type Must = (what: string, is: number, should: number) => void;
type Sent = readonly { id: string; status: string }[];

/** With idempotency nothing stays unknown, and each mail has exactly one key: that of its message. */
function mailsMust(
  { mails, calls, strangers, repeated }: MailProvider,
  messages: Sent,
  must: Must,
  deaths: boolean,
): void {
  const ids = new Set(messages.map(({ id }) => id));
  must("keys that are no message's", [...calls.keys()].filter((key) => !ids.has(key)).length, 0);
  must("calls under another key than their message's id", strangers, 0);
  if (!deaths) must("calls made again after they were answered", repeated, 0);
  const sent = messages.filter(({ status }) => status === "sent");
  must(
    "messages said to be sent that the provider never sent",
    sent.filter(({ id }) => !mails.has(id)).length,
    0,
  );
  must(
    "messages unknown although the provider knows our id",
    messages.filter(({ status }) => status === "unknown").length,
    0,
  );
}

/** Without it: never twice, and what was taken is sent or honestly unknown. */
function postMust({ taken }: PostOffice, messages: Sent, must: Must): void {
  must("mails taken twice", [...taken.values()].filter((times) => times > 1).length, 0);
  const status = new Map(messages.map((message) => [message.id, message.status] as const));
  must(
    "mails taken that are neither sent nor unknown",
    [...taken.keys()].filter((id) => !["sent", "unknown"].includes(status.get(id) ?? "")).length,
    0,
  );
  must(
    "messages said to be sent that were never taken",
    messages.filter(({ id, status: said }) => said === "sent" && !taken.has(id)).length,
    0,
  );
}

const COUNTS = `
SELECT (SELECT count(*) FROM event WHERE workspace_id = $1 AND source = 'api') AS events,
  (SELECT count(*) FROM run WHERE workspace_id = $1) AS runs,
  (SELECT count(DISTINCT customer_id) FROM run WHERE workspace_id = $1) AS customers,
  (SELECT count(*) FROM run WHERE workspace_id = $1 AND status = 'active') AS active,
  (SELECT count(*) FROM run WHERE workspace_id = $1 AND converted_at IS NOT NULL) AS converted,
  (SELECT count(*) FROM message WHERE workspace_id = $1) AS messages,
  (SELECT count(DISTINCT run_id) FROM message WHERE workspace_id = $1) AS written,
  (SELECT count(*) FROM message WHERE workspace_id = $1 AND status = 'unknown') AS unknown,
  (SELECT count(*) FROM message WHERE workspace_id = $1 AND status = 'sent') AS sent,
  (SELECT count(*) FROM message WHERE workspace_id = $1 AND status = 'skipped') AS skipped,
  (SELECT count(*) FROM message WHERE workspace_id = $1 AND status = 'failed') AS failed,
  (SELECT count(*) FROM publication WHERE workspace_id = $1) AS codes,
  (SELECT count(*) FROM publication WHERE workspace_id = $1 AND released_at IS NULL) AS held,
  (SELECT count(DISTINCT code) FROM publication WHERE workspace_id = $1 AND released_at IS NULL) AS distinct`;
