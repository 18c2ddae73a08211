import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Tracing } from "./tracing";

/**
 * Sends spans to a collector by OTLP over HTTP, in batches. Our own provider rather than the process's: what frameworks would tell of themselves is not
 * asked for. OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_EXPORTER_OTLP_HEADERS, OTEL_TRACES_SAMPLER and the OTEL_BSP_ settings are read by the
 * packages themselves.
 */
export function startTracing(endpoint: string): Tracing {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "cartograph" }))
    .merge(detectResources({ detectors: [envDetector] }));
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
  const tracer = provider.getTracer("cartograph");
  const current = new AsyncLocalStorage<Context>();
  const propagator = new W3CTraceContextPropagator();

  return {
    span: async (of, work) => {
      const { name, kind, attributes = {}, headers, sum } = of;
      const around = current.getStore() ?? ROOT_CONTEXT;
      const parent = headers
        ? propagator.extract(around, Object.fromEntries(headers), defaultTextMapGetter)
        : around;
      const one = tracer.startSpan(
        name,
        { kind: kind === "server" ? SpanKind.SERVER : SpanKind.INTERNAL, attributes },
        parent,
      );
      try {
        const result = await current.run(trace.setSpan(parent, one), work);
        const told = sum ? sum(result) : {};
        // A span that is never ended is never sent.
        if (told) one.setAttributes(told).end();
        return result;
      } catch (error) {
        fail(one, error as Error);
        throw error;
      }
    },
    stop: async () => await provider.shutdown(),
  };
}

function fail(one: Span, error: Error): void {
  one.recordException(error);
  one.setStatus({ code: SpanStatusCode.ERROR, message: error.message }).end();
}
