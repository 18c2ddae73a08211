import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { z } from "zod";
import { emailAddress } from "@/lib/domain/customer/identity";

/** A line of a file of codes. */
export type CodeLine = {
  line: number;
  code: string;
  email: string | null;
  expiresAt: Date | null;
  quantity: number | null | undefined;
};

export type CodeProblem = { line: number; column: string | null; message: string };

const COLUMNS = ["code", "email", "expires_at", "max_redemptions"] as const;
type Column = (typeof COLUMNS)[number];
/** What other programs call the same columns. */
const ALIASES: Record<string, Column> = {
  "voucher code": "code",
  coupon: "code",
  "e-mail": "email",
  "email address": "email",
  "expiration date": "expires_at",
  "redemption limit": "max_redemptions",
};

const LONGEST_LINE = 10_000;
const codeText = z
  .string()
  .regex(/^[0-9A-Za-z._-]{1,64}$/, "A code is 1 to 64 letters, digits, dots, dashes and underscores.");
const moment = z.iso.datetime({ offset: true }).or(z.iso.date());

/** A file that is none, or whose first line does not name the columns. */
export class NotCodes extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/**
 * Reads a file of codes line by line, holding no more of it in memory than a line. A byte order mark is no part of the first name, and
 * commas, semicolons and tabs part columns alike.
 * @param problem is told of each line that cannot be taken
 */
export async function* readCodesCsv(
  file: string,
  problem: (problem: CodeProblem) => void,
): AsyncGenerator<CodeLine> {
  let columns: (Column | null)[] | null = null;
  const rows = createReadStream(file).pipe(
    parse({
      bom: true,
      delimiter: [",", ";", "\t"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: LONGEST_LINE,
      info: true,
    }),
  );
  try {
    for await (const { record, info } of rows as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (columns === null) {
        columns = columnsOf(record);
        continue;
      }
      const read = lineOf(record, columns, info.lines, problem);
      if (read) yield read;
    }
  } catch (error) {
    if (error instanceof NotCodes) throw error;
    const { lines, message } = error as { lines?: number; message: string };
    throw new NotCodes(`This is not CSV: ${message}.`, lines ?? 1);
  }
  if (columns === null)
    throw new NotCodes("The file is empty. Its first line names the columns: code,email", 1);
}

function columnsOf(record: readonly string[]): (Column | null)[] {
  const names = record.map((name) => name.toLowerCase());
  const columns = names.map((name) => COLUMNS.find((column) => column === name) ?? ALIASES[name] ?? null);
  const unknown = record.find((_, index) => columns[index] === null);
  if (!columns.includes("code"))
    throw new NotCodes(
      'No column is called "code". The first line names the columns, for example: code,email',
      1,
    );
  if (unknown !== undefined)
    throw new NotCodes(
      `The column "${unknown.slice(0, 60)}" is unknown. Columns are ${COLUMNS.join(", ")}.`,
      1,
    );
  if (new Set(columns).size < columns.length) throw new NotCodes("A column stands there twice.", 1);
  return columns;
}

function lineOf(
  record: readonly string[],
  columns: readonly (Column | null)[],
  line: number,
  problem: (problem: CodeProblem) => void,
): CodeLine | null {
  const refuse = (column: Column | null, message: string): null => {
    problem({ line, column, message });
    return null;
  };
  if (record.length !== columns.length)
    return refuse(null, `This line has ${record.length} columns, the first line ${columns.length}.`);
  const at = (column: Column) => record[columns.indexOf(column)] ?? "";
  const code = codeText.safeParse(at("code"));
  if (!code.success) return refuse("code", code.error.issues[0]?.message ?? "This is not a code.");
  const email = at("email") === "" ? null : emailAddress.safeParse(at("email"));
  if (email && !email.success) return refuse("email", "This is not an e-mail address.");
  const expires = at("expires_at") === "" ? null : moment.safeParse(at("expires_at"));
  if (expires && !expires.success)
    return refuse("expires_at", "Write a moment such as 2026-05-01T00:00:00Z, or a date such as 2026-05-01.");
  const uses = at("max_redemptions");
  if (uses !== "" && !/^[1-9]\d{0,6}$/.test(uses))
    return refuse(
      "max_redemptions",
      "Write a whole number from 1, or leave it empty for the campaign's own.",
    );
  return {
    line,
    code: code.data,
    email: email?.data ?? null,
    expiresAt: expires ? new Date(expires.data) : null,
    quantity: uses === "" ? undefined : Number(uses),
  };
}
