import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import type { SpanOf, Tracing } from "./tracing";

// On the global object, since a web server's routes and its start may be bundled apart, each with a copy of this module.
type Held = { cartographTracing?: Promise<Tracing | null> };
const held = globalThis as Held;

/**
 * Does some work, and tells a collector of it where OTEL_EXPORTER_OTLP_ENDPOINT names one: how long it took, within what, and what it threw. Without
 * that setting this is the work alone, and nothing of OpenTelemetry is loaded.
 */
export async function span<Result>(of: SpanOf<Result>, work: () => Promise<Result>): Promise<Result> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = env();
  if (!endpoint) return await work();
  held.cartographTracing ??= start(endpoint);
  const tracing = await held.cartographTracing;
  return tracing ? await tracing.span(of, work) : await work();
}

/** Hands over what is not handed over yet. Call it before the process ends. */
export async function stopTracing(): Promise<void> {
  const tracing = await held.cartographTracing;
  held.cartographTracing = undefined;
  await tracing?.stop();
}

// The collector is for those who watch: without it, or with a wrong setting for it, the work goes on.
async function start(endpoint: string): Promise<Tracing | null> {
  try {
    const { startTracing } = await import("./exporter");
    return startTracing(endpoint);
  } catch (error) {
    log().error({ err: error }, "traces cannot be sent");
    return null;
  }
}
