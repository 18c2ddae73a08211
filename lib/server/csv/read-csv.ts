import { parse } from "csv-parse";
import { textOfFile } from "./text-of-file";

/** Which columns a file may have, what other programs call them, and of which it must have one. Names in lower case. */
export type CsvLayout<Column extends string> = {
  columns: readonly Column[];
  aliases: Readonly<Record<string, Column>>;
  required: readonly Column[];
  /** Also columns named metadata.size: what is kept beside. */
  metadata?: true;
};

export type CsvProblem = { line: number; column: string | null; message: string };

/** A line of a file: the text of each column, "" where it is empty or not there. */
export type CsvLine<Column extends string> = {
  line: number;
  at: (column: Column) => string;
  metadata: Record<string, string>;
};

/** A file that cannot be read, or whose first line does not name the columns. */
export class NotCsv extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
  }
}

/** What a file is refused with that holds more lines than are written at once. */
export function tooManyLines(most: number): string {
  return `The file has more than ${most.toLocaleString("en")} lines, and all of them are written together or none. Split it into smaller files.`;
}

const LONGEST_LINE = 10_000;

/**
 * Reads a file line by line, holding no more of it in memory than a line.
 * @param problem is told of each line that has not the columns of the first
 * @throws NotCsv
 */
export async function* readCsv<Column extends string>(
  file: string,
  layout: CsvLayout<Column>,
  problem: (problem: CsvProblem) => void,
): AsyncGenerator<CsvLine<Column>> {
  const { text, delimiter } = await textOfFile(file);
  const rows = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: LONGEST_LINE,
    info: true,
  });
  text.on("error", (error) => rows.destroy(error));
  text.pipe(rows);
  let names: string[] | null = null;
  try {
    for await (const { record, info } of rows as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (names === null) {
        names = namesOf(record, layout);
        continue;
      }
      if (record.length === names.length) yield lineOf(record, names, info.lines);
      else {
        const message = `This line has ${record.length} columns, the first line ${names.length}.`;
        problem({ line: info.lines, column: null, message });
      }
    }
  } catch (error) {
    throw notCsv(error);
  } finally {
    text.destroy();
  }
  if (names === null)
    throw new NotCsv(
      `The file is empty. Its first line names the columns: ${layout.columns.slice(0, 2).join(",")}`,
      1,
    );
}

function notCsv(error: unknown): NotCsv {
  if (error instanceof NotCsv) return error;
  const { code, lines, message } = error as { code?: string; lines?: number; message: string };
  if (code === "CSV_MAX_RECORD_SIZE")
    return new NotCsv(`A line is longer than ${LONGEST_LINE.toLocaleString("en")} characters.`, lines ?? 1);
  return new NotCsv(code ? `This is not CSV: ${message}.` : message, lines ?? 1);
}

const METADATA = /^metadata\.([A-Za-z_][A-Za-z0-9_-]{0,59})$/;

function namesOf<Column extends string>(record: readonly string[], layout: CsvLayout<Column>): string[] {
  const { columns, aliases, required, metadata } = layout;
  const names = record.map((text) => {
    const name = text.toLowerCase();
    if (metadata && METADATA.test(text)) return text;
    return (
      columns.find((column) => column === name) ?? (Object.hasOwn(aliases, name) ? aliases[name] : undefined)
    );
  });
  if (!required.some((name) => names.includes(name)))
    throw new NotCsv(
      `No column is called ${required.map((name) => `"${name}"`).join(" or ")}. The first line names the columns, for example: ${columns.slice(0, 2).join(",")}`,
      1,
    );
  const unknown = record.find((_, index) => names[index] === undefined);
  if (unknown !== undefined)
    throw new NotCsv(
      `The column "${unknown.slice(0, 60)}" is unknown. Columns are ${columns.join(", ")}${metadata ? " and metadata.…" : ""}.`,
      1,
    );
  if (new Set(names).size < names.length) throw new NotCsv("A column stands there twice.", 1);
  return names as string[];
}

function lineOf<Column extends string>(
  record: readonly string[],
  names: readonly string[],
  line: number,
): CsvLine<Column> {
  return {
    line,
    at: (column) => record[names.indexOf(column)] ?? "",
    metadata: Object.fromEntries(
      names.flatMap((name, index) => {
        const key = METADATA.exec(name)?.[1];
        return key !== undefined && record[index] ? [[key, record[index]]] : [];
      }),
    ),
  };
}
