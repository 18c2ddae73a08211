import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Lease } from "@/lib/server/jobs/delivery/lease";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { modelOptions } from "@/lib/testing/model/options";
import { providerAnswer } from "@/lib/testing/model/provider-answer";
import type { FlowParts } from "@/lib/testing/model/random-flow";
import { randomStory, type Story } from "@/lib/testing/model/random-story";
import { countedByNaive, countedByReal, runsOfNaive, runsOfReal, sumsOf } from "@/lib/testing/model/shown";
import { ToldShop } from "@/lib/testing/model/told-shop";
import { HttpSink } from "@/lib/testing/providers/http-sink";

// The providers of this test are a real server on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

const options = modelOptions();
let shop: DeliveryFixture;
let lease: Lease;
let http: HttpSink;
let parts: FlowParts;
/** How often each outcome came up in all stories, so that one sees what they are made of. */
const happened = new Map<string, number>();

beforeAll(async () => {
  const { pool, url } = await testDatabase();
  shop = await new DeliveryFixture(pool).open();
  lease = new Lease(url);
  http = await new HttpSink().open();
  answerAsTheModelSays(http);
  const sender = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: http.url };
  await shop.connect("email", "resend", sender, { apiKey: "re_test", webhookSecret: "" });
  await shop.connect("sms", "http", { url: `${http.url}/sms` }, { token: "" });
  const [campaignId, recoveryCampaignId] = [await shop.campaign(), await shop.campaign({ recovery: true })];
  // Codes that never expire: a run is given a second one only when its first has, which the naive engine does not know of.
  await pool.query(`UPDATE campaign SET valid_for_ms = NULL`);
  const [emailId, smsId] = [await shop.published("cart-reminder"), await shop.published("cart-sms")];
  parts = { emailId, smsId, campaignId, recoveryCampaignId };
});
afterAll(async () => {
  await Promise.all([lease.close(), http.close()]);
});

function answerAsTheModelSays({ received }: HttpSink): void {
  http.answer = (request, response) => {
    const id = String(request.headers["idempotency-key"]);
    const attempt = received.filter(({ headers }) => headers["idempotency-key"] === id).length;
    const said = providerAnswer(id, attempt);
    const refuse = (statusCode: number, headers = {}) =>
      response.writeHead(statusCode, headers).end(JSON.stringify({ statusCode, name: "no", message: "No" }));
    if (said.kind === "silent") response.destroy();
    else if (said.kind === "taken") response.writeHead(200).end(JSON.stringify({ id: `taken-${id}` }));
    else if (said.kind === "refused") refuse(422);
    else refuse(429, { "retry-after": String(said.waitMs / 1000) });
  };
}

/**
 * Random flows, customers, events, clocks, crashes, repeated deliveries, pauses, failures with retries, launches over those inside, and providers
 * that refuse, ask to wait and fall silent, through the real engine and delivery and through the naive one: every run, its way, its end, its revenue
 * and codes, every message with what became of it, and every count must be the same. What fails prints the command that replays it.
 */
it("the engine does what the naive engine does", { timeout: options.timeoutMs, retry: 0 }, async () => {
  const result = await fc.check(
    fc.asyncProperty(randomStory(parts), (story) => compare(story)),
    options.check,
  );
  if (options.isLong)
    console.log(
      `${result.numRuns} stories from seed ${result.seed}`,
      Object.fromEntries([...happened].sort()),
    );
  if (!result.failed) return;
  const replay = `npm run model -- --seed ${result.seed} --path "${result.counterexamplePath ?? ""}"`;
  throw new Error(`The engines differ. To see it again: ${replay}\n\n${fc.defaultReportMessage(result)}`, {
    cause: result.errorInstance,
  });
});

async function compare(story: Story): Promise<void> {
  http.received.length = 0;
  const told = await new ToldShop(shop, lease, story, parts.recoveryCampaignId).open();
  for (const [index, moment] of story.moments.entries()) {
    await told.play(moment, index);
    expect(await runsOfReal(told), `after moment ${index}`).toEqual(runsOfNaive(told));
  }
  const totals = await shop.totals(...told.versions);
  for (const [key, count] of Object.entries(totals)) {
    const outcome = key.slice(key.indexOf("/") + 1);
    happened.set(outcome, (happened.get(outcome) ?? 0) + count);
  }
  expect(countedByReal(totals)).toEqual(countedByNaive(told));
  for (const [what, counted, there] of sumsOf(totals, told)) expect(counted, what).toBe(there);
}
