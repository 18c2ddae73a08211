import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { importCodesContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { datesWhenGiven } from "@/lib/domain/coupon/validity";
import { identitiesOf, identityKey } from "@/lib/domain/customer/identity";
import type { Actor } from "@/lib/server/auth/actor";
import { type CsvProblem, NotCsv, tooManyLines } from "@/lib/server/csv/read-csv";
import type { CampaignRow } from "@/lib/server/db/coupons/campaign-row";
import { importCodes as insertLines } from "@/lib/server/db/coupons/import-codes";
import { mayGive } from "@/lib/server/db/coupons/pause-giving";
import { beginTrial, tryCodes } from "@/lib/server/db/coupons/try-codes";
import { writePublications } from "@/lib/server/db/coupons/write-publications";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { inLots } from "@/lib/utils/in-lots";
import { auditCampaign } from "./audit-campaign";
import { inChange } from "./in-change";
import type { CodeLine } from "./read-codes-csv";
import { takingTurns } from "./taking-turns";

type Answer = ResponseOf<typeof importCodesContract>;

/**
 * Lines taken together. The campaign's counters are added to once for each lot, and as long as the transaction goes on PostgreSQL keeps every earlier state of
 * them and looks through all of those again: with lots of a thousand, five million codes would never come to an end.
 */
const CHUNK = 10_000;
const MOST_SHOWN = 100;
const MOST_PREVIEWED = 20;
/** Written in one transaction, all that a file may hold. */
const MOST_CODES = 5_000_000;
/** Most files are looked at in less. */
const PATIENCE_MS = 5_000;

type Import = {
  actor: Actor;
  campaign: CampaignRow;
  /** Goes through the codes anew each time. */
  lines: (problem: (problem: CsvProblem) => void) => AsyncIterable<CodeLine>;
  check: boolean;
  now: Date;
  from: "csv" | "api";
  /** How many codes are taken at most. */
  most?: number;
  /** How many of the lines that cannot be taken are named in the answer. */
  shown?: number;
  /** How long another file of the workspace is waited for, ms. */
  waitMs?: number;
  /** Kept up to date while it goes on. */
  progress?: ImportProgress;
  /** Done in the transaction that writes the codes, as its last word. */
  atEnd?: (client: pg.ClientBase, answer: Answer) => Promise<void>;
};

/** How far a file is: lines looked at, codes that it holds (known while they are written), and codes written. */
export type ImportProgress = {
  status: "checking" | "writing";
  lines: number;
  codes: number;
  written: number;
  refused: number;
};

/**
 * Adds codes to a fixed pool, those with an e-mail given to that customer. Every line is looked at, and one that cannot be taken
 * refuses them all, with the reasons: all is written in one transaction, or nothing.
 */
export async function importLines(given: Import): Promise<Answer> {
  const answer: Answer = { imported: false, codes: 0, given: 0, refused: 0, problems: [], preview: [] };
  const inTurn = (work: (client: pg.PoolClient) => Promise<void>) =>
    takingTurns(
      { workspaceId: given.actor.workspaceId, campaignId: given.campaign.id },
      given.waitMs ?? PATIENCE_MS,
      work,
    );
  try {
    // First as a trial, which writes nothing: a file that is refused leaves no customer behind that it would have made, and no room taken.
    await inTurn(async (client) => {
      await beginTrial(client);
      await eachChunk(given, answer, (lines) => tryChunk(client, given, lines, answer));
    });
    if (answer.refused > 0 || given.check) return inOrder(answer);
    if (given.progress) Object.assign(given.progress, { status: "writing", codes: answer.codes });
    const done = { ...answer, codes: 0, given: 0, preview: [] };
    // Before the transaction, which would otherwise wait for a second connection while it holds one.
    if (answer.given > 0) await makeCustomers(given);
    await inTurn(async (client) => {
      if (!(await mayGive(client, given.campaign.id))) throw inChange();
      await eachChunk(given, done, (lines) => writeChunk(client, given, lines, done));
      if (done.refused > 0) throw new Refused();
      const { actor, campaign, now, from } = given;
      await auditCampaign(client, actor, "codes_made", campaign, now, { count: done.codes, from });
      await given.atEnd?.(client, done);
    }).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
    });
    wakeWorkers();
    return inOrder({ ...done, imported: done.refused === 0 });
  } catch (error) {
    if (!(error instanceof NotCsv)) throw error;
    refuse(given, answer, { line: error.line, column: null, message: error.message });
    return inOrder(answer);
  }
}

/** Ends a transaction of which nothing shall stay: codes of the file were made elsewhere since the trial. */
class Refused extends Error {}

function refuse({ shown = MOST_SHOWN, progress }: Import, answer: Answer, problem: CsvProblem): void {
  answer.refused += 1;
  if (progress) {
    progress.refused = answer.refused;
    progress.lines = Math.max(progress.lines, problem.line);
  }
  if (answer.problems.length < shown) answer.problems.push(problem);
}

/** What only the database can see is found after what the line itself shows. */
function inOrder(answer: Answer): Answer {
  return { ...answer, problems: answer.problems.toSorted((a, b) => a.line - b.line) };
}

/** Goes through the codes of a file, a lot at a time, and notes in the answer what they are. */
async function eachChunk(
  given: Import,
  answer: Answer,
  take: (lines: CodeLine[]) => Promise<void>,
): Promise<void> {
  for await (const lines of inLots(
    given.lines((problem) => refuse(given, answer, problem)),
    CHUNK,
  )) {
    answer.codes += lines.length;
    const most = given.most ?? MOST_CODES;
    if (answer.codes > most) throw new NotCsv(tooManyLines(most), lines[most]?.line ?? lines[0]?.line ?? 1);
    answer.given += lines.filter(({ email }) => email !== null).length;
    const shown = lines.slice(0, MOST_PREVIEWED - answer.preview.length);
    answer.preview.push(...shown.map(({ code, email }) => ({ code, email })));
    await take(lines);
    const { progress } = given;
    if (progress?.status === "writing") progress.written = answer.codes;
    else if (progress) progress.lines = Math.max(progress.lines, lines.at(-1)?.line ?? 0);
  }
}

async function tryChunk(
  client: pg.ClientBase,
  given: Import,
  lines: readonly CodeLine[],
  answer: Answer,
): Promise<void> {
  const free = await tryCodes(
    client,
    given.actor.workspaceId,
    lines.map(({ code }) => code),
  );
  // Of two in the same chunk the first has it.
  for (const line of lines) if (!free.delete(line.code)) refuseTaken(given, answer, line);
}

function refuseTaken(given: Import, answer: Answer, { line, code }: { line: number; code: string }): void {
  const message = `The code ${code} exists already, here or earlier in the file.`;
  refuse(given, answer, { line, column: "code", message });
}

async function writeChunk(
  client: pg.ClientBase,
  given: Import,
  lines: readonly CodeLine[],
  answer: Answer,
): Promise<void> {
  const { campaign, now } = given;
  const { workspaceId } = given.actor;
  const customers = await customersOf(client, workspaceId, lines);
  const dates = datesWhenGiven(
    {
      active: campaign.active,
      startsAt: campaign.starts_at?.getTime() ?? null,
      endsAt: campaign.ends_at?.getTime() ?? null,
      validForMs: campaign.valid_for_ms,
    },
    now.getTime(),
  );
  const drafts = lines.map((line) => {
    const customerId = line.email === null ? null : (customers.get(line.email) ?? null);
    const expiresAt = line.expiresAt?.getTime() ?? (customerId === null ? null : dates.expiresAt);
    const startsAt = line.startsAt?.getTime() ?? (customerId === null ? null : dates.startsAt);
    return { ...line, customerId, startsAt, expiresAt };
  });
  const stored = await insertLines(client, { ...campaign, workspaceId }, drafts, now);
  for (const draft of drafts.filter(({ line }) => !stored.has(line))) refuseTaken(given, answer, draft);
  const gifts = drafts.flatMap((draft) => {
    const id = stored.get(draft.line);
    return draft.customerId === null || id === undefined
      ? []
      : [{ ...draft, customerId: draft.customerId, ...id }];
  });
  await writePublications(
    client,
    new Map(
      gifts.map(({ customerId, code, id, shard, expiresAt }) => [
        {
          workspaceId,
          campaignId: campaign.id,
          customerId,
          runId: null,
          flowId: null,
          stepId: null,
          sourceId: `csv:${id}`,
          reuse: "new" as const,
          source: "csv" as const,
        },
        { shard, id, code, expiresAt, shared: false },
      ]),
    ),
    { now: now.getTime(), random: randomBytes },
  );
}

/** Makes a customer of each e-mail of the file that is nobody's yet. */
async function makeCustomers({ actor, lines, now }: Import): Promise<void> {
  let emails = new Set<string>();
  const flush = async () => {
    const persons = [...emails].map((email) => ({ email }));
    emails = new Set();
    if (persons.length > 0)
      await recordActivity({
        workspaceId: actor.workspaceId,
        persons,
        activities: [],
        source: "import",
        now,
      });
  };
  for await (const { email } of lines(() => {})) {
    if (email !== null) emails.add(email);
    if (emails.size === CHUNK) await flush();
  }
  await flush();
}

/** The customers of the lines' e-mails. */
async function customersOf(
  client: pg.ClientBase,
  workspaceId: string,
  lines: readonly CodeLine[],
): Promise<Map<string, string>> {
  const emails = [...new Set(lines.flatMap(({ email }) => (email === null ? [] : [email])))];
  const identities = emails.map((email) => ({ email, of: identitiesOf({ email }) }));
  const owners = await findOwners(
    client,
    workspaceId,
    identities.flatMap((entry) => entry.of),
  );
  return new Map(
    identities.flatMap((entry) =>
      entry.of.flatMap((identity) => {
        const customerId = owners.get(identityKey(identity));
        return customerId === undefined ? [] : [[entry.email, customerId] as const];
      }),
    ),
  );
}
