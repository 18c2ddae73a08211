import { commandLine, isStillRunning, parentOf, processIdentity } from "@/lib/server/db/process-identity";
import { complain, say } from "./output";

type Stop = () => Promise<void>;

/** All that has to be stopped before we end: first the programs, side by side; then the database they write to; last the bookkeeping. */
export class Stops {
  readonly #stages: [Stop[], Stop[], Stop[]] = [[], [], []];
  readonly #stopping = new AbortController();
  #stopped: Promise<void> | undefined;

  /** whether everything has been up once */
  settled = false;

  /** aborted as soon as we are stopping */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  first(stop: Stop): void {
    this.#add(0, stop);
  }

  second(stop: Stop): void {
    this.#add(1, stop);
  }

  last(stop: Stop): void {
    this.#add(2, stop);
  }

  /** Stops everything once, however often it is called, and waits until it is gone. */
  stopAll(): Promise<void> {
    this.#stopping.abort();
    this.#stopped ??= (async () => {
      for (const stage of this.#stages) await Promise.allSettled(stage.map((stop) => stop()));
    })();
    return this.#stopped;
  }

  async exit(code: number): Promise<void> {
    await this.stopAll();
    process.exit(code);
  }

  /** Makes the signals of terminals and service managers stop everything, and an error of our own as well. */
  onSignals(): void {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (this.signal.aborted) return;
        say("\nStopping...");
        void this.exit(0);
      });
    }
    for (const event of ["uncaughtException", "unhandledRejection"] as const) {
      process.on(event, (error: unknown) => {
        complain(
          `Cartograph stops, because of an error of its own: ${error instanceof Error ? error.stack : String(error)}`,
        );
        void this.exit(1);
      });
    }
  }

  /**
   * Makes the end of npm, and of the shell it runs us in, stop everything. npm hands a signal on to that shell, and the shell dies of it
   * without telling us.
   */
  onEndOfNpm(): void {
    const shell = processIdentity(process.ppid);
    const above = shell && / -c /.test(commandLine(shell.pid)) ? processIdentity(parentOf(shell.pid)) : null;
    const ancestors = [shell, above].filter((found) => found !== null);
    const watch = setInterval(() => {
      if (ancestors.every(isStillRunning)) return;
      clearInterval(watch);
      void this.exit(0);
    }, 300);
    watch.unref();
  }

  // What is started while we are stopping is stopped at once.
  #add(stage: 0 | 1 | 2, stop: Stop): void {
    this.#stages[stage].push(stop);
    if (this.signal.aborted) void stop();
  }
}
