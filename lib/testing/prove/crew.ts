import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { testEnvironment } from "@/lib/testing/test-environment";

const LAST_WORDS = 4;

/** Worker processes of a scenario: real ones, which it kills, freezes and starts. */
export class Crew {
  readonly workers: ChildProcess[] = [];
  /** Workers that ended although nobody killed them. */
  endedByThemselves = 0;
  readonly #folder = mkdtempSync(path.join(tmpdir(), "cartograph-crew-"));
  readonly #clock = path.join(this.#folder, "clock");
  readonly #logFile = path.join(this.#folder, "log");
  readonly #log = openSync(this.#logFile, "a");

  /** `allow`: host:port of the providers they may call. */
  constructor(
    readonly url: string,
    readonly allow: string,
  ) {
    this.setClock(0);
  }

  /** Starts one. `before` is a command it is started by, such as one that puts it on another host. */
  start(options: { url?: string; before?: string[] } = {}): ChildProcess {
    const [file = process.execPath, ...before] = [...(options.before ?? []), process.execPath];
    const worker = spawn(
      file,
      [...before, "--import", "tsx", path.join(import.meta.dirname, "worker-with-clock.mjs"), this.#clock],
      {
        env: {
          ...process.env,
          ...testEnvironment({
            DATABASE_URL: options.url ?? this.url,
            LOG_LEVEL: "warn",
            OUTGOING_ALLOW: this.allow,
            ALLOW_PRIVATE_ADDRESSES: "1",
          }),
          NO_LOG_SUCCESS: "1",
        },
        stdio: ["ignore", this.#log, this.#log],
      },
    );
    this.workers.push(worker);
    worker.once("exit", () => {
      if (this.workers.includes(worker)) this.endedByThemselves += 1;
    });
    return worker;
  }

  /** Sets all workers' clocks off by so many ms. */
  setClock(ms: number): void {
    writeFileSync(this.#clock, String(ms));
  }

  /** kill -9, and waits for the end. */
  async kill(worker: ChildProcess): Promise<void> {
    const index = this.workers.indexOf(worker);
    if (index >= 0) this.workers.splice(index, 1);
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    worker.kill("SIGKILL");
    await once(worker, "exit");
  }

  /** The last errors that workers wrote, for whoever asks why. */
  lastWords(): string[] {
    const lines = readFileSync(this.#logFile, "utf8").trim().split("\n");
    return lines.slice(-LAST_WORDS).map((line) => line.slice(0, 300));
  }

  /** Ends all of them. */
  async close(): Promise<void> {
    for (const worker of [...this.workers]) await this.kill(worker);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
