import pg from "pg";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { CompatCalls } from "./compat-calls";
import { CouponFixture } from "./coupon-fixture";
import { testDatabase } from "./database";

/** A shop with coupons, and the compatible API's calls on it. */
type OpenShop = { pool: pg.Pool; shop: CouponFixture; api: CompatCalls };

/**
 * Gives a test file a database, and each of its tests a new shop on it: call it once, at the top of the file, before hooks that need the shop.
 * @param connections for tests that race: this many at once, on a pool of their own
 */
export function openShops(use: (opened: OpenShop) => void, { connections }: { connections?: number } = {}) {
  let pool: pg.Pool;
  let own: pg.Pool | null = null;
  beforeAll(async () => {
    const database = await testDatabase();
    own =
      connections === undefined ? null : new pg.Pool({ connectionString: database.url, max: connections });
    pool = own ?? database.pool;
  });
  afterAll(() => own?.end());
  beforeEach(async () => {
    const shop = await new CouponFixture(pool).open();
    use({ pool, shop, api: new CompatCalls(shop) });
  });
}
