import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { importCodesContract } from "@/lib/contracts/campaign-codes";
import type { ResponseOf } from "@/lib/contracts/contract";
import { datesWhenGiven } from "@/lib/domain/coupon/validity";
import { identitiesOf, identityKey } from "@/lib/domain/customer/identity";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { type CsvProblem, NotCsv } from "@/lib/server/csv/read-csv";
import type { CampaignRow } from "@/lib/server/db/coupons/campaign-row";
import { importCodes as insertLines } from "@/lib/server/db/coupons/import-codes";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { writePublications } from "@/lib/server/db/coupons/write-publications";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { pool, transaction } from "@/lib/server/db/pool";
import { keepUpload } from "@/lib/server/http/keep-upload";
import { auditCampaign } from "./audit-campaign";
import { type CodeLine, readCodesCsv } from "./read-codes-csv";

type Answer = ResponseOf<typeof importCodesContract>;
type Call = {
  actor: Actor;
  params: { id: string };
  query: { check?: boolean | undefined };
  request: Request;
};

const CHUNK = 1_000;
const MOST_SHOWN = 100;

/**
 * Adds codes from a CSV to a fixed pool, those with an e-mail given to that customer. Every line is looked at, and one that cannot be
 * taken refuses the file as a whole, with the reasons: all is written in one transaction, or nothing.
 */
export async function importCodes(
  { actor, params, query, request }: Call,
  clock = systemClock,
): Promise<Answer> {
  authorise(actor, "coupons:write");
  const campaign = await readCampaign(pool(), actor.workspaceId, params.id);
  if (!campaign) throw notFound("campaign");
  if (campaign.type === "standalone")
    throw new DomainError("conflict", "This campaign has one code for everybody. Import into another one.");
  return await keepUpload(request, (file) =>
    importLines({
      actor,
      campaign,
      lines: (problem) => readCodesCsv(file, problem),
      check: query.check === true,
      now: clock(),
      from: "csv",
    }),
  );
}

type Import = {
  actor: Actor;
  campaign: CampaignRow;
  /** Goes through the codes anew each time. */
  lines: (problem: (problem: CsvProblem) => void) => AsyncIterable<CodeLine>;
  check: boolean;
  now: Date;
  from: "csv" | "api";
};

/** The same for codes that are here already. */
export async function importLines(given: Import): Promise<Answer> {
  const answer: Answer = { imported: false, codes: 0, given: 0, refused: 0, problems: [], preview: [] };
  try {
    // First as a trial: a file that is refused leaves no customer behind that it would have made.
    await transaction(async (client) => {
      await takeTurn(client, given.actor.workspaceId);
      await writeAll(client, given, answer, false);
      throw new Trial();
    }).catch(passOver(Trial));
    if (answer.refused > 0 || given.check) return answer;
    const done = { ...answer, codes: 0, given: 0, preview: [] };
    // Before the transaction, which would otherwise wait for a second connection while it holds one.
    await makeCustomers(given);
    await transaction(async (client) => {
      await takeTurn(client, given.actor.workspaceId);
      await writeAll(client, given, done, true);
      if (done.refused > 0) throw new Trial();
    }).catch(passOver(Trial));
    wakeWorkers();
    return { ...done, imported: done.refused === 0 };
  } catch (error) {
    if (!(error instanceof NotCsv)) throw error;
    refuse(answer, { line: error.line, column: null, message: error.message });
    return answer;
  }
}

/** Lets one import of a workspace write at a time, until the transaction ends. @throws DomainError conflict while another one does */
async function takeTurn(client: pg.ClientBase, workspaceId: string): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('import of codes ' || $1, 0)) AS free`,
    [workspaceId],
  );
  if (!rows[0]?.free)
    throw new DomainError(
      "conflict",
      "Another file of codes is being taken in. Upload this one when it is done.",
    );
}

/** Ends a transaction of which nothing shall stay. */
class Trial extends Error {}

function passOver(kind: new () => Error): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof kind)) throw error;
  };
}

function refuse(answer: Answer, problem: CsvProblem): void {
  answer.refused += 1;
  if (answer.problems.length >= MOST_SHOWN) return;
  answer.problems.push(problem);
  // What only the database can see is found after what the line itself shows.
  answer.problems.sort((a, b) => a.line - b.line);
}

async function writeAll(
  client: pg.ClientBase,
  given: Import,
  answer: Answer,
  giving: boolean,
): Promise<void> {
  const { actor, campaign, now } = given;
  let chunk: CodeLine[] = [];
  const flush = async () => {
    await writeChunk(client, given, chunk, answer, giving);
    chunk = [];
  };
  for await (const line of given.lines((problem) => refuse(answer, problem))) {
    answer.codes += 1;
    if (line.email !== null) answer.given += 1;
    if (answer.preview.length < 20) answer.preview.push({ code: line.code, email: line.email });
    chunk.push(line);
    if (chunk.length === CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  if (giving)
    await auditCampaign(client, actor, "codes_made", campaign, now, {
      count: answer.codes,
      from: given.from,
    });
}

async function writeChunk(
  client: pg.ClientBase,
  { actor, campaign, now }: Import,
  lines: readonly CodeLine[],
  answer: Answer,
  giving: boolean,
): Promise<void> {
  const { workspaceId } = actor;
  const customers = giving ? await customersOf(client, workspaceId, lines) : new Map<string, string>();
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
  for (const { line, code } of drafts.filter(({ line }) => !stored.has(line)))
    refuse(answer, {
      line,
      column: "code",
      message: `The code ${code} exists already, here or earlier in the file.`,
    });
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
