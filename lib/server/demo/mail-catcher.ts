import path from "node:path";
import { MailDev } from "maildev";
import { env } from "@/lib/server/env";

const KEPT_MAILS = 1000;

/** The demo's post office: takes every e-mail by SMTP, sends none on, and shows them on a page. On the loopback only. */
async function main(): Promise<void> {
  const { DATA_DIR, INBOX_PORT, SMTP_CATCHER_PORT } = env();
  const mails = new MailDev({
    smtp: SMTP_CATCHER_PORT,
    ip: "127.0.0.1",
    web: INBOX_PORT,
    webIp: "127.0.0.1",
    mailDirectory: path.resolve(DATA_DIR, "inbox/mails"),
    maxEmails: KEPT_MAILS,
    silent: true,
  });
  await mails.start();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void mails.stop().finally(() => process.exit(0)));
  }
}

await main();
