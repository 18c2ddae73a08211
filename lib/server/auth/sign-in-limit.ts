import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/lib/domain/errors";
import { pool } from "@/lib/server/db/pool";
import { TRIES } from "./tries";

type Limits = Record<keyof typeof TRIES, RateLimiterPostgres>;
const holder = globalThis as { cartographSignInLimits?: Limits };

/**
 * Counts a try to sign in before it is judged, in the database, so that all web servers count together: per address and account, per
 * address over all accounts, and per account over all addresses.
 * @throws DomainError rate_limited with the wait in `retryAfterSeconds`
 */
export async function countSignInTry(email: string, address: string): Promise<void> {
  for (const [limit, key] of keysOf(email, address)) {
    try {
      await limit.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw tooMany(refusal);
    }
  }
}

/** A try that succeeded counts for nothing, and clears the slips before it. */
export async function forgiveSignInTries(email: string, address: string): Promise<void> {
  const { pair, address: byAddress, account } = limits();
  await pair.delete(hash(`${email} ${address}`));
  await byAddress.reward(hash(address));
  await account.reward(hash(email));
}

function tooMany(refusal: RateLimiterRes): DomainError {
  const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  return new DomainError(
    "rate_limited",
    `Too many tries. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`,
    { extra: { retryAfterSeconds } },
  );
}

function keysOf(email: string, address: string): [RateLimiterPostgres, string][] {
  const { pair, address: byAddress, account } = limits();
  return [
    [byAddress, hash(address)],
    [account, hash(email)],
    [pair, hash(`${email} ${address}`)],
  ];
}

function limits(): Limits {
  holder.cartographSignInLimits ??= {
    pair: limiter("pair"),
    address: limiter("address"),
    account: limiter("account"),
  };
  return holder.cartographSignInLimits;
}

function limiter(name: keyof typeof TRIES): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool(),
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: `sign-in-${name}`,
    points: TRIES[name].points,
    duration: TRIES[name].seconds,
    // Old rows go with the hourly clean-up.
    clearExpiredByTimeout: false,
  });
}

// Addresses of people and machines need not be readable here, and have no longest length.
function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
