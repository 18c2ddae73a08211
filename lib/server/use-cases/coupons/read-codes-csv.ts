import { z } from "zod";
import { emailAddress } from "@/lib/domain/customer/identity";
import { type CsvLayout, type CsvLine, type CsvProblem, readCsv } from "@/lib/server/csv/read-csv";
import { cellText } from "@/lib/utils/csv";

/** A code to be put into a campaign: of a file, by its line, or of a list, by its place. */
export type CodeLine = {
  line: number;
  code: string;
  email: string | null;
  startsAt: Date | null;
  expiresAt: Date | null;
  /** undefined: as the campaign says */
  quantity: number | null | undefined;
  active: boolean;
  metadata: Record<string, unknown>;
};

const COLUMNS = ["code", "email", "starts_at", "expires_at", "max_redemptions", "active"] as const;
type Column = (typeof COLUMNS)[number];
const LAYOUT: CsvLayout<Column> = {
  columns: COLUMNS,
  aliases: {
    "voucher code": "code",
    coupon: "code",
    "e-mail": "email",
    "email address": "email",
    "start date": "starts_at",
    "expiration date": "expires_at",
    "redemption limit": "max_redemptions",
  },
  required: ["code"],
  metadata: true,
};

export const codeText = z
  .string()
  .regex(/^[0-9A-Za-z._-]{1,64}$/, "A code is 1 to 64 letters, digits, dots, dashes and underscores.");
const moment = z.iso.datetime({ offset: true }).or(z.iso.date());
const WHEN = "Write a moment such as 2026-05-01T00:00:00Z, or a date such as 2026-05-01.";

/**
 * Reads a file of codes.
 * @param problem is told of each line that cannot be taken
 * @throws NotCsv
 */
export async function* readCodesCsv(
  file: string,
  problem: (problem: CsvProblem) => void,
): AsyncGenerator<CodeLine> {
  for await (const line of readCsv(file, LAYOUT, problem)) {
    const read = codeOf(line, problem);
    if (read) yield read;
  }
}

function codeOf(
  { line, at, metadata }: CsvLine<Column>,
  problem: (problem: CsvProblem) => void,
): CodeLine | null {
  const refuse = (column: Column, message: string): null => {
    problem({ line, column, message });
    return null;
  };
  // Our own files guard a code that begins with a dash; it comes back as it was.
  const code = codeText.safeParse(cellText(at("code")));
  if (!code.success) return refuse("code", code.error.issues[0]?.message ?? "This is not a code.");
  const email = at("email") === "" ? null : emailAddress.safeParse(at("email"));
  if (email && !email.success) return refuse("email", "This is not an e-mail address.");
  const starts = at("starts_at") === "" ? null : moment.safeParse(at("starts_at"));
  if (starts && !starts.success) return refuse("starts_at", WHEN);
  const expires = at("expires_at") === "" ? null : moment.safeParse(at("expires_at"));
  if (expires && !expires.success) return refuse("expires_at", WHEN);
  const uses = at("max_redemptions");
  if (uses !== "" && !/^[1-9]\d{0,6}$/.test(uses))
    return refuse(
      "max_redemptions",
      "Write a whole number from 1, or leave it empty for the campaign's own.",
    );
  const active = at("active").toLowerCase();
  if (!["", "true", "false"].includes(active)) return refuse("active", "Write true or false.");
  return {
    line,
    code: code.data,
    email: email?.data ?? null,
    startsAt: starts ? new Date(starts.data) : null,
    expiresAt: expires ? new Date(expires.data) : null,
    quantity: uses === "" ? undefined : Number(uses),
    active: active !== "false",
    metadata,
  };
}
