import { beforeAll, beforeEach, expect, it } from "vitest";
import { createDistributionContract } from "@/lib/contracts/distributions";
import { codeMessage } from "@/lib/domain/distribution/code-message";
import { distributionSetup } from "@/lib/domain/distribution/setup";
import { buildSegment } from "@/lib/server/db/segments/build-segment";
import { inviteMembers } from "@/lib/server/jobs/invite-members";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { makeActor } from "@/lib/testing/make-actor";
import { refusal } from "@/lib/testing/refusal";
import { makeSegment } from "@/lib/testing/segment-fixture";
import { pauseFlow } from "../flows/pause-flow";
import { createTemplate } from "../templates/create-template";
import { getTemplate } from "../templates/get-template";
import { saveTemplateDraft } from "../templates/save-template-draft";
import { createTopic } from "../topics/create-topic";
import { createDistribution } from "./create-distribution";
import { deleteDistribution } from "./delete-distribution";
import { getDistribution } from "./get-distribution";
import { launchDistribution } from "./launch-distribution";
import { listDistributions } from "./list-distributions";
import { updateDistribution } from "./update-distribution";

let database: Awaited<ReturnType<typeof testDatabase>>;
let shop: DeliveryFixture;
let actor: ReturnType<typeof makeActor>;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  shop = await new DeliveryFixture(database.pool).open();
  actor = makeActor(shop.workspaceId);
  const sender = { fromAddress: "shop@harbour.example", fromName: "Harbour" };
  await shop.connect(
    "email",
    "smtp",
    { ...sender, host: "127.0.0.1", port: 25, security: "none" },
    { password: "" },
  );
});

/** A draft that says everything: an e-mail with a code to whoever leaves a cart. */
async function complete(changes: Record<string, unknown> = {}) {
  const setup = distributionSetup.parse({
    channel: "email",
    audience: { kind: "event", eventName: "itemAddedToCart" },
    permission: "email",
    campaignId: await shop.campaign(),
    templateId: await shop.published("cart-offer"),
    ...changes,
  });
  return await createDistribution({ actor, body: { name: "Carts", setup } }, shop.clock);
}
const launch = (id: string) => launchDistribution({ actor, params: { id } }, shop.clock);
const read = (id: string) => getDistribution({ actor, params: { id } });

it("S1-7: a distribution needs a name", () => {
  const named = createDistributionContract.body!.safeParse({ name: "  " });
  expect(named.error?.issues[0]?.message).toContain("Give the distribution a name");
});

it("S0-4, S0-34, S1-11, S1-13: sends nothing as a draft, then each customer of the event one message with one code of their own", async () => {
  const { id } = await complete();
  const customers = await shop.customers(3, { consent: { email: { state: "granted" } } });
  await shop.abandon(customers);
  await shop.drain();
  expect(await shop.messages()).toEqual([]);

  const live = await launch(id);
  expect(live).toMatchObject({ status: "live", version: 1, name: "Carts" });
  await shop.abandon(customers);
  await shop.drain();
  const codes = (await shop.messages()).map(({ context }) => context.vouchers[0]!.code);
  expect(new Set(codes).size).toBe(3);
  expect((await read(id)).numbers).toMatchObject({ entered: 3, codes: 3 });

  await pauseFlow({ actor, params: { id: live.flowId! } }, shop.clock);
  await shop.abandon(await shop.customers(1, { consent: { email: { state: "granted" } } }));
  await shop.drain();
  expect(await shop.messages()).toHaveLength(3);
  expect((await read(id)).status).toBe("paused");
});

it("S0-36: who has not given the marketing permission is refused with the reason and takes no code", async () => {
  const { id } = await complete();
  await launch(id);
  const [customer] = await shop.customers(1, { consent: { email: { state: "denied" } } });
  await shop.abandon([customer!]);
  await shop.drain();
  expect(await shop.messages()).toEqual([]);
  const { rows: given } = await database.pool.query(`SELECT 1 FROM publication WHERE customer_id = $1`, [
    customer,
  ]);
  expect(given).toEqual([]);
  const { rows: refused } = await database.pool.query(
    `SELECT reason FROM entry_refusal WHERE customer_id = $1`,
    [customer],
  );
  expect(refused).toEqual([{ reason: "no_consent" }]);
});

it("S0-36: who opted out of the message's topic is refused and takes no code; who opted out of another one is not", async () => {
  for (const name of ["Codes", "Newsletter"])
    await createTopic({ actor, body: { name, description: "" } }, shop.clock);
  const { id } = await complete({ topic: "codes" });
  await launch(id);
  const no = { state: "denied" };
  const [left] = await shop.customers(1, { consent: { email: { state: "granted" }, "email:codes": no } });
  const [stays] = await shop.customers(1, {
    consent: { email: { state: "granted" }, "email:newsletter": no },
  });
  await shop.abandon([left!, stays!]);
  await shop.drain();
  const { rows: given } = await database.pool.query(
    `SELECT customer_id FROM publication WHERE customer_id = ANY($1::uuid[])`,
    [[left, stays]],
  );
  expect(given).toEqual([{ customer_id: stays }]);
  const { rows: refused } = await database.pool.query(
    `SELECT reason, detail FROM entry_refusal WHERE customer_id = $1`,
    [left],
  );
  expect(refused).toEqual([{ reason: "no_consent", detail: { channel: "email", topic: "Codes" } }]);
});

it("names what is missing, makes no flow, and goes live once it is there", async () => {
  const { id } = await complete({ campaignId: null, templateId: null });
  const error = await refusal(launch(id));
  expect(error.code).toBe("invalid_input");
  expect(error.paths).toEqual(["campaignId", "templateId"]);
  expect((await read(id)).flowId).toBeNull();

  const { setup } = await complete();
  await updateDistribution({ actor, params: { id }, body: { setup } }, shop.clock);
  const live = await launch(id);
  expect(await launch(id)).toMatchObject({ flowId: live.flowId, version: 1 });
  expect((await refusal(updateDistribution({ actor, params: { id }, body: { name: "Other" } }))).code).toBe(
    "conflict",
  );
  expect((await refusal(deleteDistribution({ actor, params: { id } }))).code).toBe("conflict");
});

it("leaves neither flow nor half a launch when the flow cannot go live", async () => {
  const { id } = await complete({ audience: { kind: "event", eventName: "nobodyDefinedThis" } });
  expect((await refusal(launch(id))).code).toBe("not_launchable");
  const { rows } = await database.pool.query(`SELECT 1 FROM flow WHERE workspace_id = $1`, [
    shop.workspaceId,
  ]);
  expect(rows).toEqual([]);
  await deleteDistribution({ actor, params: { id } }, shop.clock);
  expect((await listDistributions({ actor, query: { limit: 10 } })).data).toEqual([]);
});

it("S0-33, S0-40, S1-10: reaches who enters the segment from now on, and those there already only when asked to", async () => {
  const segmentId = await makeSegment(shop, {
    match: "all",
    filters: [{ event: "itemAddedToCart", metric: "occurred", comparison: "more_than", value: 0 }],
  });
  const audience = { kind: "segment", segmentId };
  const consent = { email: { state: "granted" } };
  const [early] = await shop.customers(1, { consent });
  await shop.abandon([early!]);
  await shop.drain();
  const { id } = await complete({ audience });
  await launch(id);
  const [late] = await shop.customers(1, { consent });
  await shop.abandon([late!]);
  await shop.drain();
  expect((await runners()).map(({ customer_id }) => customer_id)).toEqual([late]);

  const all = await complete({ audience, members: true });
  expect((await launch(all.id)).invites).toEqual({ wanted: 2, reached: 0, done: false });
  await invite(all.id);
  await invite(all.id);
  expect(await read(all.id)).toMatchObject({
    numbers: { entered: 2, codes: 2 },
    invites: { wanted: 2, reached: 2, done: true },
  });
});

it("S0-32: a manual one reaches the members of now once, and nobody later", async () => {
  const segmentId = await makeSegment(shop, { match: "all", filters: [] });
  const consent = { email: { state: "granted" } };
  await shop.customers(3, { consent });
  await buildSegment(database.pool, segmentId, shop.clock);
  const { rows } = await database.pool.query(
    `UPDATE segment SET built_shards = 0 WHERE id = $1 RETURNING id`,
    [segmentId],
  );
  expect(rows).toHaveLength(1);
  const { id } = await complete({ type: "manual", audience: { kind: "segment", segmentId } });
  expect((await refusal(launch(id))).code).toBe("conflict");
  await buildSegment(database.pool, segmentId, shop.clock);
  await launch(id);
  await invite(id);
  await shop.abandon(await shop.customers(1, { consent }));
  await shop.drain();
  expect((await read(id)).numbers).toMatchObject({ entered: 3, codes: 3 });
});

/** Runs the job that reaches members, and what it brings about. */
async function invite(distributionId: string) {
  await inviteMembers({ distributionId }, { pool: database.pool, clock: shop.clock });
  await shop.drain();
}
const runners = () => shop.runs();

it.each(["email", "sms"] as const)(
  "S1-12: the %s a distribution begins with can be published as it is",
  async (channel) => {
    const { problems } = await createTemplate({
      actor,
      body: { name: "Code", channel, draft: codeMessage(channel) },
    });
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  },
);

it("S0-37: what goes out is the message as it is written, also where it was left after it was last published", async () => {
  const { id, setup } = await complete();
  const templateId = setup.templateId as string;
  const before = await getTemplate({ actor, params: { id: templateId } });
  const draft = { ...before.draft, subject: "Written last" } as typeof before.draft;
  await saveTemplateDraft(
    { actor, params: { id: templateId }, body: { revision: before.revision, draft } },
    () => new Date(shop.now + 60_000),
  );
  expect((await getTemplate({ actor, params: { id: templateId } })).status).toBe("changed");
  shop.now += 120_000;
  await launch(id);
  expect(await getTemplate({ actor, params: { id: templateId } })).toMatchObject({
    status: "published",
    version: 2,
  });
  const { rows } = await shop.pool.query(
    `SELECT v.subject FROM template t JOIN template_version v ON v.id = t.current_version_id WHERE t.id = $1`,
    [templateId],
  );
  expect(rows).toEqual([{ subject: "Written last" }]);
});
