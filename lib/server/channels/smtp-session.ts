import type { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import type { z } from "zod";
import type { smtpConfig } from "@/lib/domain/message/connection";
import { allowedAddress } from "./allowed-address";
import type { SendResult } from "./channel";

type Config = z.output<typeof smtpConfig>;
type SmtpError = { code?: string; responseCode?: number; response?: string; message: string };

/** A signed-in SMTP connection, for one message at a time. */
export type SmtpSession = {
  send: (
    envelope: { from: string; to: string[] },
    body: Readable,
  ) => Promise<{ ok: true; response: string } | { ok: false; error: SmtpError }>;
  /** Keeps it a moment for the next message. */
  release: () => void;
  close: () => void;
};

const CONNECT_MS = 10_000;
const SOCKET_MS = 30_000;
const IDLE_MS = 5_000;

const idle = new Map<string, SmtpSession[]>();
const timers = new WeakMap<SmtpSession, NodeJS.Timeout>();

/** A connection to this server that the last message has just left. */
export function takeIdleSmtp(connectionId: string, config: Config, password: string): SmtpSession | null {
  const session = idle.get(keyOf(connectionId, config, password))?.pop() ?? null;
  if (session) clearTimeout(timers.get(session));
  return session;
}

/** Opens a connection and signs in. Never throws: what goes wrong before a message is a reason to try again. */
export async function openSmtp(
  connectionId: string,
  config: Config,
  password: string,
): Promise<SmtpSession | SendResult> {
  const address = await allowedAddress(config.host, config.port);
  if (!address.ok) return { kind: "retry", reason: address.reason };
  const connection = new SMTPConnection({
    host: address.ip,
    port: config.port,
    secure: config.security === "tls",
    requireTLS: config.security === "starttls",
    ignoreTLS: config.security === "none",
    tls: { servername: config.host },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SOCKET_MS,
  });
  let onError: (error: SmtpError) => void = () => {};
  connection.on("error", (error: SmtpError) => onError(error));
  const step = <T>(run: (done: (error: SmtpError | null | undefined, result: T) => void) => void) =>
    new Promise<{ ok: true; result: T } | { ok: false; error: SmtpError }>((resolve) => {
      onError = (error) => resolve({ ok: false, error });
      run((error, result) => resolve(error ? { ok: false, error } : { ok: true, result }));
    });

  const connected = await step<void>((done) => connection.connect((error) => done(error as SmtpError)));
  const signedIn =
    connected.ok && config.username
      ? await step<void>((done) =>
          connection.login({ user: config.username, pass: password }, (error) => done(error as SmtpError)),
        )
      : connected;
  if (!signedIn.ok) {
    connection.close();
    // A wrong password is mended by a person; until then the message waits rather than being lost.
    return {
      kind: "retry",
      reason: (signedIn.error.response || signedIn.error.message).trim().slice(0, 500),
    };
  }
  const key = keyOf(connectionId, config, password);
  const session: SmtpSession = {
    send: async (envelope, body) => {
      const sent = await step<{ response: string }>((done) => connection.send(envelope, body, done));
      return sent.ok ? { ok: true, response: String(sent.result.response) } : sent;
    },
    release: () => keepIdle(key, session),
    close: () => connection.close(),
  };
  return session;
}

function keepIdle(key: string, session: SmtpSession): void {
  const sessions = idle.get(key) ?? [];
  sessions.push(session);
  idle.set(key, sessions);
  timers.set(
    session,
    setTimeout(() => {
      const left = (idle.get(key) ?? []).filter((one) => one !== session);
      if (left.length > 0) idle.set(key, left);
      else idle.delete(key);
      session.close();
    }, IDLE_MS).unref(),
  );
}

function keyOf(connectionId: string, config: Config, password: string): string {
  return JSON.stringify([connectionId, config.host, config.port, config.security, config.username, password]);
}
