import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { smtpConfig, smtpSecrets } from "@/lib/domain/message/connection";
import type { Channel, OutgoingMessage, SendResult } from "./channel";
import { mailHeaders } from "./mail-headers";
import { openSmtp, type SmtpSession, takeIdleSmtp } from "./smtp-session";

/**
 * Sends over SMTP. The protocol has no idempotency key: once the message's bytes have begun to flow and no answer came, nobody can
 * tell whether it was taken, so that is `unknown` and never sent again by itself. Anything before that is safe to try again.
 */
export const smtp: Channel = {
  idempotent: () => false,
  send: async (message, connection) => {
    const config = smtpConfig.parse(connection.config);
    const { password } = smtpSecrets.parse(connection.secrets);
    const raw = await compose(message, config);
    const idle = takeIdleSmtp(connection.id, config, password);
    if (idle) {
      const result = await deliver(idle, raw, config.fromAddress, message.to);
      // The server may have hung up on the idle connection; it had seen nothing of this message yet.
      if (result.kind !== "retry") return result;
    }
    const session = await openSmtp(connection.id, config, password);
    if ("kind" in session) return session;
    return await deliver(session, raw, config.fromAddress, message.to);
  },
};

async function deliver(session: SmtpSession, raw: Buffer, from: string, to: string): Promise<SendResult> {
  let begun = false;
  const body = Readable.from([raw]);
  const pipe = body.pipe.bind(body);
  body.pipe = (target, options) => {
    begun = true;
    return pipe(target, options);
  };
  const outcome = await session.send({ from, to: [to] }, body);
  if (outcome.ok) {
    session.release();
    return { kind: "accepted", providerMessageId: queueId(outcome.response), answer: outcome.response };
  }
  session.close();
  const { code, responseCode, response, message } = outcome.error;
  const reason = (response || message).trim().slice(0, 500);
  if (responseCode && responseCode >= 500) return { kind: "rejected", reason, permanent: true };
  if (responseCode && responseCode >= 400) return { kind: "retry", reason };
  // After a refused envelope nodemailer drains the body as well, so that alone is no sign of a transfer.
  return begun && code !== "EENVELOPE" ? { kind: "unknown", reason } : { kind: "retry", reason };
}

function compose(message: OutgoingMessage, config: ReturnType<typeof smtpConfig.parse>): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: config.fromName, address: config.fromAddress },
    to: message.to,
    replyTo: config.replyTo || undefined,
    subject: message.subject,
    html: message.html,
    text: message.text,
    messageId: `<${message.id}@${config.fromAddress.split("@")[1] ?? "localhost"}>`,
    headers: mailHeaders(message),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** "250 2.0.0 Ok: queued as 4F2A1" names the message in the server's own log. */
function queueId(response: string): string | undefined {
  return /queued as (\S+)/i.exec(response)?.[1];
}
