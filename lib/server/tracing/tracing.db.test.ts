import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as ingest } from "@/app/api/v1/events/route";
import { startLoops } from "@/lib/server/engine/worker-loop";
import { startDeliveries } from "@/lib/server/jobs/delivery-loop";
import { TASKS } from "@/lib/server/jobs/task-list";
import { fromProgram, testApiKey } from "@/lib/testing/account-fixture";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { span, stopTracing } from "./span";

/* A real collector on loopback: what it is sent is looked into, byte for byte. */

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let url: string;
let collector: HttpSink;
let provider: HttpSink;
let shop: DeliveryFixture;

beforeAll(async () => {
  collector = await new HttpSink().open();
  provider = await new HttpSink().open();
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `${collector.url}/`;
  process.env.OTEL_SERVICE_NAME = "shop of a test";
  ({ pool, url } = await testDatabase());
  shop = await new DeliveryFixture(pool).open();
});
afterAll(async () => {
  await Promise.all([collector.close(), provider.close()]);
});

type Told = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  status: { code?: number; message?: string };
  attributes: { key: string; value: Record<string, unknown> }[];
};

/** All spans that the collector was sent since the last time. */
async function told(): Promise<
  (Omit<Told, "attributes"> & { attributes: Record<string, unknown>; service: unknown })[]
> {
  await stopTracing();
  return collector.received.splice(0).flatMap(({ method, path, body }) => {
    expect([method, path]).toEqual(["POST", "/v1/traces"]);
    const { resourceSpans } = JSON.parse(body) as {
      resourceSpans: { resource: { attributes: Told["attributes"] }; scopeSpans: { spans: Told[] }[] }[];
    };
    return resourceSpans.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) =>
        spans.map((one) => ({
          ...one,
          attributes: plain(one.attributes),
          service: plain(resource.attributes)["service.name"],
        })),
      ),
    );
  });
}

const plain = (attributes: Told["attributes"]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

it("a request goes on with the trace it names, with what it took in beneath it", async () => {
  await shop.live(emailFlow(await shop.published("cart-reminder")));
  const request = fromProgram("/api/v1/events", await testApiKey(shop.workspaceId), {
    method: "POST",
    headers: { "content-type": "application/json", traceparent: `00-${TRACE}-${PARENT}-01` },
    body: {
      name: "itemAddedToCart",
      customer: { email: "anna@shop.example" },
      properties: {},
    },
  });
  const response = await ingest(request, { params: Promise.resolve({}) });
  expect(await response.json()).toMatchObject({ accepted: 1 });
  const spans = await told();
  const server = spans.find(({ name }) => name === "POST /api/v1/events")!;
  expect(server).toMatchObject({
    service: "shop of a test",
    traceId: TRACE,
    parentSpanId: PARENT,
    kind: 2,
    attributes: {
      "http.request.method": "POST",
      "http.route": "/api/v1/events",
      "http.response.status_code": expect.any(Number),
    },
  });
  expect(spans.find(({ name }) => name === "ingest events")).toMatchObject({
    traceId: TRACE,
    parentSpanId: server.spanId,
    attributes: { "cartograph.events": 1, "cartograph.accepted": 1 },
  });
  expect(JSON.stringify(spans)).not.toContain("anna@");
});

it("batches, deliveries and jobs are told of, with their shard and counts; what found nothing to do is not", async () => {
  const sender = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: provider.url };
  await shop.connect("email", "resend", sender, { apiKey: "re_test", webhookSecret: "" });
  const called = new Promise<void>((resolve) => {
    provider.answer = (_request, response) => {
      response.writeHead(200).end(JSON.stringify({ id: "taken" }));
      resolve();
    };
  });
  const deliveries = startDeliveries(pool, { clock: () => new Date(), databaseUrl: url });
  const loops = startLoops(pool, {
    clock: () => new Date(),
    count: 1,
    shardsPerBatch: 1,
    databaseUrl: url,
    onMessages: deliveries.wake,
  });
  await called;
  await Promise.all([loops.stop(), deliveries.stop()]);
  await TASKS.clean_up!({}, { job: { attempts: 1 } } as Parameters<NonNullable<(typeof TASKS)[string]>>[1]);
  const spans = await told();
  const [message] = await shop.messages();
  const of = (name: string) => spans.filter((one) => one.name === name);
  expect(of("engine batch").find(({ attributes }) => attributes["cartograph.entered"] === 1)).toMatchObject({
    attributes: { "cartograph.messages": 1, "cartograph.due_runs": 0 },
  });
  for (const { attributes } of of("engine batch"))
    expect(attributes["cartograph.shard"]).toEqual(expect.any(Number));
  expect(of("delivery batch")).toMatchObject([{ attributes: { "cartograph.messages": 1 } }]);
  expect(of("send email")).toMatchObject([
    {
      parentSpanId: of("delivery batch")[0]!.spanId,
      attributes: {
        "cartograph.message": message!.id,
        "cartograph.result": "accepted",
        "cartograph.attempt": 1,
      },
    },
  ]);
  expect(of("job clean_up")).toMatchObject([
    { attributes: { "cartograph.job": "clean_up", "cartograph.job.attempt": 1 } },
  ]);
});

it("work that throws is told as failed, and throws all the same", async () => {
  const work = async () => {
    throw new Error("no such shelf");
  };
  await expect(span({ name: "look" }, work)).rejects.toThrow("no such shelf");
  expect(await told()).toMatchObject([{ name: "look", status: { code: 2, message: "no such shelf" } }]);
});

it("a collector that is away costs nobody anything", async () => {
  collector.answer = (_request, response) => void response.destroy();
  expect(await span({ name: "look" }, async () => 7)).toBe(7);
  await stopTracing().catch(() => {});
});

function emailFlow(templateId: string) {
  return drawFlow({
    trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "email" } },
    email: { type: "send-email", config: { templateId }, to: { next: "end" } },
    end: { type: "exit" },
  });
}
