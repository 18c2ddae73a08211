import { execFileSync } from "node:child_process";
import { pause, play, type Scenario, type Stage } from "../stage";

const NETWORK = "10.77.183";
const HOST = `${NETWORK}.1`;
const CUT_MS = 40_000;

/** Two hosts with workers, each behind its own cable, over one database: one cable is cut in the middle and put back later. */
export const MACHINES: Scenario = {
  name: "machines",
  title: "two hosts (network namespaces) over one database, one cut off for 40 seconds",
  ownServer: true,
  play: async (stage) => {
    const refusal = build();
    if (refusal) return { skipped: refusal };
    try {
      await stage.server!.admit(`${NETWORK}.0/24`);
      const url = new URL(stage.url);
      url.hostname = HOST;
      let doneWhileCut = false;
      return await play(stage, {
        events: 40_000,
        workers: 0,
        host: HOST,
        deaths: true,
        before: async ({ crew }) => {
          for (const host of [0, 1])
            for (let worker = 0; worker < 2; worker++)
              crew.start({ url: url.href, before: ["ip", "netns", "exec", nameOf(host)] });
        },
        trouble: async ({ shop }) => {
          while ((await count(stage, `SELECT count(*) FROM run`)) < 200) await pause(20);
          ip("link", "set", `${nameOf(1)}0`, "down");
          const until = performance.now() + CUT_MS;
          while (performance.now() < until) {
            await pause(250);
            doneWhileCut ||=
              shop.accepted > 0 && (await count(stage, `SELECT count(*) FROM event_pending`)) === 0;
          }
          ip("link", "set", `${nameOf(1)}0`, "up");
        },
        after: async () =>
          doneWhileCut ? [] : ["the other host could not finish the events while one was cut off"],
      });
    } finally {
      tearDown();
    }
  },
};

const nameOf = (host: number) => `carto${host}`;

async function count(stage: Stage, sql: string): Promise<number> {
  const { rows } = await stage.pool.query<{ count: number }>(sql);
  return rows[0]!.count;
}

/** One bridge and two namespaces on it; the reason, where this machine does not let us. */
function build(): string | null {
  if (process.getuid?.() !== 0) return "network namespaces need root";
  tearDown();
  try {
    ip("link", "add", "cartobr", "type", "bridge");
    ip("addr", "add", `${HOST}/24`, "dev", "cartobr");
    ip("link", "set", "cartobr", "up");
    for (const host of [0, 1]) {
      const name = nameOf(host);
      ip("netns", "add", name);
      ip("link", "add", `${name}0`, "type", "veth", "peer", "name", `${name}1`);
      ip("link", "set", `${name}0`, "master", "cartobr", "up");
      ip("link", "set", `${name}1`, "netns", name);
      ip("-n", name, "addr", "add", `${NETWORK}.${host + 2}/24`, "dev", `${name}1`);
      ip("-n", name, "link", "set", `${name}1`, "up");
      ip("-n", name, "link", "set", "lo", "up");
    }
    return null;
  } catch {
    tearDown();
    return "this machine does not let us make network namespaces";
  }
}

function tearDown(): void {
  for (const command of [
    ["link", "del", "carto00"],
    ["link", "del", "carto10"],
    ["netns", "del", nameOf(0)],
    ["netns", "del", nameOf(1)],
    ["link", "del", "cartobr"],
  ]) {
    try {
      ip(...command);
    } catch {
      // It was not there.
    }
  }
}

function ip(...args: string[]): void {
  execFileSync("ip", args, { stdio: "ignore" });
}
