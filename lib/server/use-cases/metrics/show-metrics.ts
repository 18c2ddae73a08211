import { createHash, timingSafeEqual } from "node:crypto";
import { AggregatorRegistry, type MetricObject, type MetricValue, Registry } from "prom-client";
import { DomainError } from "@/lib/domain/errors";
import { systemClock } from "@/lib/server/clock";
import { readWorkers } from "@/lib/server/db/engine/read-workers";
import { env } from "@/lib/server/env";
import { problem } from "@/lib/server/http/problem";
import { addDatabaseFigures } from "@/lib/server/metrics/database-figures";

/**
 * The figures of the whole installation in Prometheus' text form: what waits and what came of it from the database, and of each worker
 * what it last told of itself. Asks for METRICS_TOKEN; without one nobody gets in.
 */
export async function showMetrics(request: Request, clock = systemClock): Promise<Response> {
  try {
    admit(request);
    const now = clock();
    const registry = new Registry();
    await addDatabaseFigures(registry, now);
    const workers = await readWorkers(now);
    const ofWorkers = AggregatorRegistry.aggregate(
      workers.map(({ figures }) => figures) as (MetricObject & { values: MetricValue<string>[] })[][],
    );
    const text = `${await registry.metrics()}\n${await ofWorkers.metrics()}`;
    return new Response(text, {
      headers: { "content-type": registry.contentType, "cache-control": "no-store" },
    });
  } catch (error) {
    return problem(error, request);
  }
}

function admit(request: Request): void {
  const token = env().METRICS_TOKEN;
  if (!token)
    throw new DomainError(
      "not_found",
      "Metrics are closed: set METRICS_TOKEN, and send it as Authorization: Bearer.",
    );
  const given = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new DomainError("unauthenticated", "Send the METRICS_TOKEN as Authorization: Bearer.");
}
