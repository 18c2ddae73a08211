import { DomainError } from "@/lib/domain/errors";
import { CompatError } from "@/lib/server/compat/errors";
import {
  type CsvLayout,
  type CsvLine,
  type CsvProblem,
  NotCsv,
  readCsv,
  tooManyLines,
} from "@/lib/server/csv/read-csv";
import type { Outcome } from "./note-outcome";

const MOST_SHOWN = 100;
/** Lines of a file that is written in one transaction and whose ids are compared with one another in memory. */
export const MOST_LINES = 200_000;

/** What is wrong with the lines of a file: how many, and the first hundred of them. */
export class ProblemList {
  count = 0;
  readonly shown: CsvProblem[] = [];

  add = (problem: CsvProblem): void => {
    this.count += 1;
    if (this.shown.length < MOST_SHOWN) this.shown.push(problem);
  };

  /** What became of a file of which so many were done. */
  outcome(done: number): Outcome {
    return { done, failedCount: this.count, failed: this.shown };
  }

  /** The lines of a file that can be read; where it stops being one of CSV, or holds more than `most` lines, that is a problem too, and the end. */
  async *linesOf<Column extends string>(
    file: string,
    layout: CsvLayout<Column>,
    most = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<CsvLine<Column>> {
    let read = 0;
    try {
      for await (const line of readCsv(file, layout, this.add)) {
        read += 1;
        if (read > most) throw new NotCsv(tooManyLines(most), line.line);
        yield line;
      }
    } catch (error) {
      if (!(error instanceof NotCsv)) throw error;
      this.add({ line: error.line, column: null, message: error.message });
    }
  }

  /** Does what may be refused for a line; a refusal becomes its problem, anything else is thrown. */
  async trying(line: number, work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.add({ line, column: null, message: reasonOf(error) });
    }
  }
}

/** Why something was refused. @throws the error itself when it is no refusal */
export function reasonOf(error: unknown): string {
  if (error instanceof CompatError) return error.details;
  if (!(error instanceof DomainError)) throw error;
  const fixes = error.issues.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return [error.message, ...fixes].join(" ");
}
