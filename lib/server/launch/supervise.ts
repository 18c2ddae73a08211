import { existsSync } from "node:fs";
import path from "node:path";
import { migrate } from "@/lib/server/db/migrate";
import { environmentForChild, launchSettings, type Settings, startedByNpm } from "@/lib/server/env";
import { builtWeb, builtWorker } from "./build";
import type { Program } from "./child";
import { takeInstance } from "./instance";
import { keepRunning } from "./keep-running";
import { firstFreePort, requireDatabase, requireDiskSpace, requireFreePort } from "./obstacles";
import { complain, say } from "./output";
import { catcherProgram, webProgram, workerProgram } from "./programs";
import { announce, untilAnswers } from "./ready";
import { runDatabase } from "./run-database";
import { seedOnce } from "./seed-once";
import { Stops } from "./stops";

/** What runs here: everything, with a database of its own unless told of one; or one role, against a database that others share. */
export type Plan = { role: string; dev: boolean };

/** Starts what the plan says, keeps it running, and stops it in order on SIGINT, SIGTERM or SIGHUP. @throws Error in plain words */
export async function supervise({ role, dev }: Plan): Promise<void> {
  const settings = launchSettings();
  const stops = new Stops();
  stops.onSignals();
  if (startedByNpm()) stops.onEndOfNpm();
  try {
    if (role === "all") await runAll(settings, dev, stops);
    else if (role === "web" || role === "worker") await runRole(role, settings, stops);
    else throw new Error(`There is no role "${role}": it is web or worker.`);
  } catch (error) {
    if (stops.signal.aborted) return; // what failed, failed because it was stopped
    await stops.stopAll();
    throw error;
  }
}

async function runAll(settings: Settings, dev: boolean, stops: Stops): Promise<void> {
  const { PORT, DATA_DIR, DATABASE_URL, DEMO } = settings;
  const dataDir = path.resolve(DATA_DIR);
  const instance = await takeInstance(dataDir, settings.APP_URL);
  stops.last(async () => instance.release());
  await requireFreePort(PORT);
  const smtpPort = DEMO ? await firstFreePort(settings.SMTP_CATCHER_PORT) : settings.SMTP_CATCHER_PORT;
  const inboxPort = DEMO
    ? await firstFreePort(settings.INBOX_PORT === smtpPort ? smtpPort + 1 : settings.INBOX_PORT)
    : settings.INBOX_PORT;
  const env = environmentForChild({
    ...baseOf(settings, dev),
    SMTP_CATCHER_PORT: String(smtpPort),
    INBOX_PORT: String(inboxPort),
    OUTGOING_ALLOW: [
      ...settings.OUTGOING_ALLOW,
      // The demo's post office, and its phone, which is a page of the demo shop.
      ...(DEMO ? [smtpPort, PORT].flatMap((port) => [`127.0.0.1:${port}`, `localhost:${port}`]) : []),
    ].join(","),
  });

  const prepareData = async () => {
    if (DATABASE_URL) {
      await requireDatabase(DATABASE_URL);
      env.DATABASE_URL = DATABASE_URL;
    } else {
      requireDiskSpace(dataDir, existsSync(path.join(dataDir, "postgres.json")) ? 150 : 1000);
      const database = await runDatabase(dataDir, instance.noteChild);
      stops.second(database.stop);
      env.DATABASE_URL = database.url;
    }
    await migrate(env.DATABASE_URL ?? "");
    if (DEMO) await seedOnce(dataDir, env, stops.first.bind(stops));
  };
  const prepareWeb = async () => (dev ? null : await builtWeb(env, (build) => stops.first(build.stop)));
  // Two processors: the build and the seeding take one each.
  const [web, worker] = await Promise.all([prepareWeb(), dev ? null : builtWorker(), prepareData()]);
  if (stops.signal.aborted) return;

  const options = { env, dev, output: "readable" as const };
  const programs = [
    ...(DEMO ? [catcherProgram(options)] : []),
    webProgram(options, web),
    workerProgram(options, worker),
  ];
  for (const program of programs) keep(program, stops, instance.noteChild);
  await untilAnswers(`http://127.0.0.1:${PORT}/api/health`, stops.signal);
  const inbox = DEMO ? `http://localhost:${inboxPort}` : null;
  if (inbox) await untilAnswers(inbox, stops.signal);
  if (stops.signal.aborted) return;
  stops.settled = true;
  announce(settings, inbox);
}

async function runRole(role: "web" | "worker", settings: Settings, stops: Stops): Promise<void> {
  const { DATABASE_URL, PORT } = settings;
  if (!DATABASE_URL)
    throw new Error(`DATABASE_URL is not set: npm run ${role} works on a database that is there already.`);
  if (role === "web") await requireFreePort(PORT);
  await requireDatabase(DATABASE_URL);
  await migrate(DATABASE_URL);
  const env = environmentForChild(baseOf(settings, false));
  const options = { env, dev: false, output: "raw" as const };
  if (role === "worker") {
    const folder = await builtWorker();
    if (!stops.signal.aborted) keep(workerProgram(options, folder), stops);
    return;
  }
  const folder = await builtWeb(env, (build) => stops.first(build.stop));
  if (stops.signal.aborted) return;
  keep(webProgram(options, folder), stops);
  await untilAnswers(`http://127.0.0.1:${PORT}/api/health`, stops.signal);
  if (stops.signal.aborted) return;
  stops.settled = true;
  say(`Cartograph's web server is ready: ${settings.APP_URL}`);
}

function baseOf(settings: Settings, dev: boolean): Record<string, string> {
  return {
    NODE_ENV: dev ? "development" : "production",
    PORT: String(settings.PORT),
    DATA_DIR: path.resolve(settings.DATA_DIR),
    APP_URL: settings.APP_URL,
    NEXTAUTH_URL: settings.APP_URL,
  };
}

function keep(program: Program, stops: Stops, onStart: (pid: number) => void = () => {}): void {
  const kept = keepRunning(program, onStart, (reason) => {
    // Once it has been up, trying on is right: a database may be away for an hour. At the start it will not get better by itself.
    if (stops.settled) return;
    complain(`The ${program.name} cannot run: ${reason}`);
    void stops.exit(1);
  });
  stops.first(kept.stop);
}
