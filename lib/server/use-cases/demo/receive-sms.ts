import { timingSafeEqual } from "node:crypto";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type { receiveSmsContract } from "@/lib/contracts/demo";
import { DomainError } from "@/lib/domain/errors";
import { systemClock } from "@/lib/server/clock";
import { shopKeys } from "@/lib/server/demo/shop-keys";
import { keepSms } from "@/lib/server/demo/sms-inbox";
import { demoOnly } from "./demo-only";

type Call = { body: BodyOf<typeof receiveSmsContract>; request: Request };

/** Takes a text message as a gateway would, and keeps it: nothing leaves the machine. */
export async function receiveSms(
  { body, request }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof receiveSmsContract>> {
  await demoOnly();
  const token = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  if (!same(token, shopKeys().gateway))
    throw new DomainError("unauthenticated", "This gateway takes messages of this installation only.");
  await keepSms({ ...body, at: clock().toISOString() });
  return { id: body.id };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
