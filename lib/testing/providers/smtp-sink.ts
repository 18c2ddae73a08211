import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** What the sink does with a message's bytes once they are in. */
type OnMessage = "accept" | "hang-up" | "refuse" | "busy";

/** A real SMTP server on loopback that keeps the mail it takes. */
export class SmtpSink {
  readonly mails: (ParsedMail & { raw: string; envelope: { from: string; to: string[] } })[] = [];
  /** Connections that were opened. */
  connections = 0;
  onMessage: OnMessage = "accept";
  onRecipient: "accept" | "refuse" | "busy" | "hang-up" = "accept";
  /** Awaited before a message is answered. */
  beforeAnswer: () => Promise<void> = async () => {};
  #sockets = new Set<Socket>();
  #server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onConnect: (_session, done) => {
        this.connections += 1;
        done();
      },
      onRcptTo: (_address, _session, done) => {
        if (this.onRecipient === "hang-up") return this.hangUp();
        if (this.onRecipient === "refuse")
          return done(Object.assign(new Error("no such user"), { responseCode: 550 }));
        if (this.onRecipient === "busy")
          return done(Object.assign(new Error("greylisted"), { responseCode: 451 }));
        done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          const raw = Buffer.concat(chunks);
          await this.beforeAnswer();
          if (this.onMessage === "hang-up") return this.hangUp();
          if (this.onMessage === "refuse")
            return done(Object.assign(new Error("spam"), { responseCode: 554 }));
          if (this.onMessage === "busy")
            return done(Object.assign(new Error("later"), { responseCode: 452 }));
          const { mailFrom, rcptTo } = session.envelope;
          const envelope = {
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map(({ address }) => address),
          };
          this.mails.push(Object.assign(await simpleParser(raw), { raw: raw.toString("utf8"), envelope }));
          done(null, "Ok: queued as TEST1");
        });
      },
      ...options,
    });
  }

  async open(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    const server = this.#server.server as Server;
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => this.#sockets.delete(socket));
    });
    if (!server.listening) await once(server, "listening");
    return this;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** Breaks every open connection. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }
}
