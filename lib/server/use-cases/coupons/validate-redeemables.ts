import { randomBytes, randomUUID } from "node:crypto";
import type { RedeemingBody, validateRedeemablesContract } from "@/lib/contracts/vouchers";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { resultShape } from "@/lib/server/compat/discount-shape";
import { errorBody } from "@/lib/server/compat/errors";
import { publicId } from "@/lib/server/compat/ids";
import { orderShape } from "@/lib/server/compat/order-shape";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { lockVoucher } from "@/lib/server/db/coupons/lock-voucher";
import { readStacking } from "@/lib/server/db/coupons/read-stacking";
import { unlockVoucher } from "@/lib/server/db/coupons/unlock-voucher";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { pool, type Queryable } from "@/lib/server/db/pool";
import { findShopper } from "./identify-shopper";
import { checkRedeemables, HELD_BY_OTHERS, judgeStack, type Stack, type StackedCode } from "./judge-stack";
import { stackingRules } from "./stacking-rules";

const UNIT_MS = {
  DAYS: 86_400_000,
  HOURS: 3_600_000,
  MINUTES: 60_000,
  SECONDS: 1_000,
  MILLISECONDS: 1,
} as const;
/** How long a session holds a code unless it says: the default that its clients know. */
const USUAL_HOLD = { ttl: 7, ttl_unit: "DAYS" } as const;

/** Says what codes would do to an order. A code that does not count is an answer, not an error. A session holds the codes that do. */
export async function validateRedeemables(
  call: CompatCall<typeof validateRedeemablesContract>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  const { actor, body, requestId } = call;
  authorise(actor, "coupons:redeem");
  const stacking = await readStacking(pool(), actor.workspaceId);
  checkRedeemables(body, stacking.most);
  const now = clock().getTime();
  const shopper = await findShopper(actor.workspaceId, body.customer ?? body.order?.customer);
  const customerId = shopper?.customerId ?? null;
  const session = sessionOf(body.session, now);
  const judge = (held: ReadonlySet<string>) =>
    judgeStack(pool(), actor.workspaceId, body, { customerId, by: actor.id, now, held });
  const stack = session
    ? await judgeAndHold(pool(), judge, stacking.mode, session, now)
    : await judge(new Set());
  await tell(actor.workspaceId, stack, customerId, clock());

  const shopperId = (shopper?.shape.id as string | undefined) ?? null;
  const valid = isValid(stack, stacking.mode);
  const shapes = stack.codes.map((one) => redeemableShape(one, { stack, body, valid, shopperId, requestId }));
  const failed = shapes.filter(({ status }) => status === "INAPPLICABLE");
  const skipped = shapes.filter(({ status }) => status === "SKIPPED");
  const none = { order: 0, lines: [], added: [] };
  const order = valid ? orderShape(body.order ?? null, stack.priced, none, stack.all, shopperId) : null;
  return {
    status: 200,
    body: {
      id: publicId("valid", randomUUID()),
      valid,
      tracking_id: body.tracking_id ?? publicId("track", randomUUID()),
      ...(order ? { order } : {}),
      redeemables: valid ? shapes.filter(({ status }) => status === "APPLICABLE") : [...failed, ...skipped],
      ...(failed.length > 0 ? { inapplicable_redeemables: failed } : {}),
      ...(skipped.length > 0 ? { skipped_redeemables: skipped } : {}),
      ...(session && valid ? { session: session.shape } : {}),
      stacking_rules: stackingRules(stacking),
    },
  };
}

type Session = { key: string; until: number; shape: Record<string, unknown> };

function sessionOf(session: RedeemingBody["session"], now: number): Session | null {
  if (!session) return null;
  const { ttl, ttl_unit } = session.ttl
    ? { ttl: session.ttl, ttl_unit: session.ttl_unit ?? "DAYS" }
    : USUAL_HOLD;
  const key = session.key ?? `ssn_${randomBytes(16).toString("base64url")}`;
  return {
    key,
    until: Math.round(now + ttl * UNIT_MS[ttl_unit]),
    shape: { key, type: "LOCK", ttl, ttl_unit },
  };
}

/**
 * Holds the codes of a stack that is valid; an invalid one holds nothing. A code that others hold until its last use spoils a stack of
 * which all must count; where some may do without, the others are judged again without it.
 */
async function judgeAndHold(
  queryable: Queryable,
  judge: (held: ReadonlySet<string>) => Promise<Stack>,
  mode: Mode,
  session: Session,
  now: number,
): Promise<Stack> {
  const held = new Set<string>();
  for (;;) {
    const stack = await judge(held);
    if (!isValid(stack, mode)) return stack;
    const lost = await holdAll(queryable, stack, session, now);
    if (!lost) return stack;
    lost.judgement = HELD_BY_OTHERS;
    if (mode === "all") return stack;
    held.add(lost.code);
  }
}

/** Holds every code that counts, or no more than the session held before. @returns the one that others hold; null when all are held */
async function holdAll(
  queryable: Queryable,
  stack: Stack,
  session: Session,
  now: number,
): Promise<StackedCode | null> {
  const holds: { voucher: StoredVoucher; before: number | null }[] = [];
  for (const one of stack.codes.filter(isApplicable)) {
    if (!one.voucher) continue;
    const got = await lockVoucher(queryable, one.voucher, { ...session, now });
    if (got) {
      holds.push({ voucher: one.voucher, ...got });
      continue;
    }
    for (const { voucher, before } of holds)
      if (before === null) await unlockVoucher(queryable, voucher, session.key);
      else await lockVoucher(queryable, voucher, { key: session.key, until: before, now });
    return one;
  }
  return null;
}

type Mode = "all" | "partial";

function isValid({ codes }: Stack, mode: Mode): boolean {
  return mode === "all" ? codes.every(isApplicable) : codes.some(isApplicable);
}

function isApplicable({ judgement }: StackedCode): boolean {
  return judgement?.kind === "applicable";
}

type Context = {
  stack: Stack;
  body: RedeemingBody;
  valid: boolean;
  shopperId: string | null;
  requestId: string;
};

function redeemableShape(
  one: StackedCode,
  { stack, body, valid, shopperId, requestId }: Context,
): Record<string, unknown> & { status: "APPLICABLE" | "INAPPLICABLE" | "SKIPPED" } {
  const { code, voucher, judgement } = one;
  const common = { id: code, object: "voucher", metadata: voucher?.metadata ?? {}, categories: [] };
  if (!voucher || judgement?.kind !== "applicable") {
    const resource = { id: code, type: "voucher" };
    const error =
      judgement?.kind === "inapplicable"
        ? errorBody(judgement.key, judgement.reason, requestId, resource, judgement.message)
        : errorBody("not_found", `There is no voucher with the code ${code}.`, requestId, resource);
    return { status: "INAPPLICABLE", ...common, result: { error } };
  }
  if (!valid) return { status: "SKIPPED", ...common, result: {} };
  const order = orderShape(body.order ?? null, stack.priced, one.before, one.parts, shopperId);
  const taken = judgement.applied?.discountAmount ?? 0;
  const items = voucher.rules.flatMap(({ applicableTo }) => applicableTo.included);
  const excluded = voucher.rules.flatMap(({ applicableTo }) => applicableTo.excluded);
  return {
    status: "APPLICABLE",
    ...common,
    ...(order ? { order } : {}),
    applicable_to: listOf(items),
    inapplicable_to: listOf(excluded),
    result: resultShape(voucher.campaign.discount, { balance: voucher.balance, taken }),
    ...(body.options?.expand?.includes("redeemable") ? { voucher: voucherShape(voucher) } : {}),
  };
}

function listOf(data: readonly unknown[]): Record<string, unknown> {
  return { data, total: data.length, data_ref: "data", object: "list" };
}

async function tell(workspaceId: string, stack: Stack, customerId: string | null, now: Date): Promise<void> {
  const happenings = stack.codes.flatMap(({ code, voucher, judgement }) => {
    const whose = customerId ?? voucher?.customerId ?? null;
    if (!voucher || whose === null) return [];
    const name =
      judgement?.kind === "applicable" ? "voucher.validation.succeeded" : "voucher.validation.failed";
    const properties = {
      code,
      voucherId: voucher.id,
      campaignId: voucher.campaign.id,
      ...(judgement?.kind === "inapplicable" ? { failure: judgement.key } : {}),
    };
    return [{ name, customerId: whose, properties } as const];
  });
  await emitInternal(pool(), workspaceId, happenings, { now, source: "api" });
}
