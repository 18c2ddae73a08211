/** What a worker did in one minute; `minute` is its start in epoch ms. */
export type MinuteFigures = {
  minute: number;
  batches: number;
  events: number;
  timers: number;
  entered: number;
  messages: number;
};

const KEPT = 15;
const MINUTE_MS = 60_000;

/** The work of this process's last 15 minutes, minute by minute. */
export class Minutes {
  #rows: MinuteFigures[] = [];

  /** Adds what one batch did. `now` in epoch ms. */
  add(now: number, done: Omit<MinuteFigures, "minute" | "batches">): void {
    const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
    let row = this.#rows.find((known) => known.minute === minute);
    if (!row) {
      row = { minute, batches: 0, events: 0, timers: 0, entered: 0, messages: 0 };
      this.#rows = [...this.#rows, row].slice(-KEPT);
    }
    row.batches += 1;
    row.events += done.events;
    row.timers += done.timers;
    row.entered += done.entered;
    row.messages += done.messages;
  }

  rows(): readonly MinuteFigures[] {
    return this.#rows;
  }
}
