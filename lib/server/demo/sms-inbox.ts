import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/server/env";

const keptSms = z.object({ id: z.string(), at: z.string(), to: z.string(), text: z.string() });
/** A text message that was kept instead of sent. `at` is ISO. */
export type KeptSms = z.output<typeof keptSms>;

/** Messages kept; the oldest go when there are twice as many. */
const KEPT = 1000;

/** Keeps one message in a file of the data folder, as the post office keeps the e-mails. */
export async function keepSms(sms: KeptSms): Promise<void> {
  const file = fileOf();
  await mkdir(path.dirname(file), { recursive: true });
  await appendFile(file, `${JSON.stringify(sms)}\n`);
  const lines = (await readFile(file, "utf8")).split("\n").filter(Boolean);
  if (lines.length > KEPT * 2) await writeFile(file, `${lines.slice(-KEPT).join("\n")}\n`);
}

/** The messages kept for a number, newest first. A line that was cut off by a crash is passed over. */
export async function readSms(to: string): Promise<KeptSms[]> {
  const text = await readFile(fileOf(), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const messages = text.split("\n").flatMap((line) => {
    try {
      return [keptSms.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
  return messages.filter((sms) => sms.to === to).reverse();
}

function fileOf(): string {
  return path.resolve(env().DATA_DIR, "inbox", "sms.jsonl");
}
