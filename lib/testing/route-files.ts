import { readdirSync } from "node:fs";
import path from "node:path";
import { allContracts } from "@/lib/contracts/all";
import type { Contract } from "@/lib/contracts/contract";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** One method of a route file, with the promise it was made for. */
export type RouteMethod = { contract: Contract; call: Handler };

const ROOT = path.join(import.meta.dirname, "../..");
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * Every method of every route file below a folder of `app`, found on the disk, so that a new one cannot be forgotten.
 * @throws when a method has no contract in lib/contracts/all.ts
 */
export async function routesBelow(folder: "api/v1" | "v1" | "client/v1"): Promise<RouteMethod[]> {
  const files = readdirSync(path.join(ROOT, "app", folder), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts" && !file.includes("[...")) // what answers every other path promises nothing
    .sort();
  const routes: RouteMethod[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(path.join(ROOT, "app", folder, file));
    const address = `/${folder}/${path.dirname(file)}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    for (const method of METHODS) {
      const call = module[method];
      if (typeof call !== "function") continue;
      const contract = allContracts.find((one) => one.method === method && one.path === address);
      if (!contract) throw new Error(`${method} ${address} has no contract in lib/contracts/all.ts.`);
      routes.push({ contract, call: call as Handler });
    }
  }
  return routes;
}
