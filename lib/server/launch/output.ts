import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const colour = process.stdout.isTTY && process.stdout.hasColors();
const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

/** Says one line as the supervisor. */
export function say(text: string): void {
  console.log(text);
}

/** Says one line about something that went wrong. */
export function complain(text: string): void {
  console.error(paint(31, text));
}

/**
 * Passes on what a child writes, line by line: its JSON log lines in a form for reading, unless asked otherwise.
 * @param keep is given each line as well
 */
export function printLines(
  stream: Readable | null,
  name: string,
  form: "readable" | "raw" | "none",
  keep: (line: string) => void,
): void {
  if (!stream) return;
  createInterface({ input: stream }).on("line", (line) => {
    keep(`${line}\n`);
    if (form === "none") return;
    const text = form === "raw" ? line : readable(line);
    if (text !== null)
      process.stdout.write(form === "raw" ? `${text}\n` : `${paint(90, name.padEnd(6))} ${text}\n`);
  });
}

const LEVELS: Record<number, string> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: paint(33, "warn"),
  50: paint(31, "error"),
  60: paint(31, "fatal"),
};

// Next.js greets on every start; the supervisor says the same in its own words, once all of it is up.
const GREETING =
  /^\s*(▲ Next\.js|- Local:|- Network:|✓ (Starting|Ready|Running next\.config)|MailDev API running|$)/;

function readable(line: string): string | null {
  if (GREETING.test(line)) return null;
  if (!line.startsWith("{")) return line;
  try {
    const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown> & {
      err?: { message?: string; stack?: string };
    };
    if (typeof level !== "number") return line;
    const facts = Object.entries(rest).map(
      ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
    );
    const problem = err ? `\n       ${err.stack ?? err.message}` : "";
    return (
      [new Date(Number(time)).toTimeString().slice(0, 8), LEVELS[level] ?? level, msg, ...facts]
        .filter(Boolean)
        .join(" ") + problem
    );
  } catch {
    return line;
  }
}
