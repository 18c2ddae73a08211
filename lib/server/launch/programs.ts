import type { Program } from "./child";

type Options = { env: NodeJS.ProcessEnv; dev: boolean; output: "readable" | "raw" };

/** Pages and API. `folder` holds the build; in development there is none, and each page is compiled when it is asked for. */
export function webProgram({ env, dev, output }: Options, folder: string | null): Program {
  return {
    name: "web",
    nodeOptions: ["--import", "./lib/server/launch/long-uploads.mjs"],
    file: "node_modules/next/dist/bin/next",
    args: [dev ? "dev" : "start", "-p", String(env.PORT)],
    env: folder ? { ...env, NEXT_DIST_DIR: folder } : env,
    // An open page holds a stream that never ends; requests in flight are answered well within this.
    graceSeconds: 5,
    output,
  };
}

/**
 * Node's options for a worker: room for the young objects of a whole batch. With the usual 16 MB most of them are moved to the old ones before their batch
 * ends, and collecting them takes a tenth more of the processor. The old ones are collected once they have doubled: left to itself, Node
 * lets a worker's memory grow beyond what its batches need. Collecting sooner takes more of the processor. What fails is told by the lines of the sources.
 */
export const WORKER_NODE_OPTIONS = [
  "--max-semi-space-size=32",
  "--heap-growing-percent=100",
  "--enable-source-maps",
];

/**
 * The engine and its outside calls. `folder` holds worker.mjs; in development there is none, and the worker is started again after each change of its
 * sources.
 */
export function workerProgram({ env, output }: Options, folder: string | null): Program {
  const how = folder
    ? { nodeOptions: WORKER_NODE_OPTIONS, file: `${folder}/worker.mjs` }
    : {
        file: "node_modules/tsx/dist/cli.mjs",
        args: ["watch", "--clear-screen=false", "lib/server/worker.ts"],
      };
  // A call to a provider that has begun may take this long; ended earlier, its message would end as "unknown".
  return { name: "worker", ...how, env, graceSeconds: 20, output };
}

/** The demo's post office. */
export function catcherProgram({ env, output }: Options): Program {
  return {
    name: "mail",
    nodeOptions: ["--import", "tsx"],
    file: "lib/server/demo/mail-catcher.ts",
    env,
    graceSeconds: 3,
    output,
  };
}

/** Fills the database with the demo, once. */
export function seedProgram({ env, output }: Options): Program {
  return {
    name: "seed",
    nodeOptions: ["--import", "tsx"],
    file: "lib/server/launch/seed-demo.ts",
    env,
    graceSeconds: 3,
    output,
  };
}
