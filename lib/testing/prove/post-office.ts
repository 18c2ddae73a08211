import { once } from "node:events";
import type { AddressInfo, Server, Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/** What the server does once a mail's bytes are in. */
export type PostTrouble = "take" | "take-then-hang-up" | "hang-up" | "busy";

/** An SMTP server on loopback: it counts what it takes by the message's id, since nothing there keeps a second one out. */
export class PostOffice {
  /** Mails taken, by Message-ID without its host. */
  readonly taken = new Map<string, number>();
  trouble: () => PostTrouble = () => "take";
  readonly #sockets = new Map<string, Socket>();
  readonly #server: SMTPServer;

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const id = /^message-id:\s*<([^@>]+)/im.exec(Buffer.concat(chunks).toString("utf8"))?.[1] ?? "none";
          const trouble = this.trouble();
          if (trouble.startsWith("take")) this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
          if (trouble === "take") return done(null, "Ok: queued as PROVED");
          if (trouble === "busy") return done(Object.assign(new Error("later"), { responseCode: 452 }));
          this.#sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
        });
      },
    });
    this.#server.on("error", () => {});
  }

  async open(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    const server = this.#server.server as Server;
    server.on("connection", (socket) => {
      const name = `${socket.remoteAddress?.replace("::ffff:", "")}:${socket.remotePort}`;
      this.#sockets.set(name, socket);
      socket.on("error", () => {});
      socket.once("close", () => this.#sockets.delete(name));
    });
    if (!server.listening) await once(server, "listening");
    return this;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
