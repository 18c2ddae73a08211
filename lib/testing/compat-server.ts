import { VoucherifyServerSide } from "@voucherify/sdk";
import type pg from "pg";
import type { KeyScope } from "@/lib/domain/access/permissions";
import { testApiKey } from "./account-fixture";
import { CouponFixture } from "./coupon-fixture";
import { testDatabase } from "./database";
import { routesBelow } from "./route-files";
import { serveRoutes } from "./serve-routes";

type Client = ReturnType<typeof VoucherifyServerSide> & {
  /** Of the client's inner parts, those that it does not hand out by itself. */
  exports: ReturnType<typeof VoucherifyServerSide>["distributions"]["exports"];
};

/** Every route of the compatible API behind a real HTTP server, and the vendor's own client that talks to it. */
export type CompatServer = {
  pool: pg.Pool;
  url: string;
  shop: CouponFixture;
  secret: string;
  client: Client;
  /** The client of another workspace. */
  stranger: () => Promise<Client>;
  clientWith: (secret: string) => Client;
  keyOf: (scope: KeyScope) => Promise<string>;
  /** A call without the vendor's client, signed in as it is. */
  call: (method: string, path: string, body?: unknown, secret?: string) => Promise<Response>;
  close: () => Promise<void>;
};

/** Opens it on a database of its own. */
export async function compatServer(): Promise<CompatServer> {
  const { pool } = await testDatabase();
  const routes = await routesBelow("v1");
  // The plain words of an address before its names, as Next does: /exports/latest before /exports/{id}.
  const sorted = routes.toSorted(
    (a, b) => a.contract.path.split("{").length - b.contract.path.split("{").length,
  );
  const server = await serveRoutes(
    Object.fromEntries(sorted.map(({ contract, call }) => [`${contract.method} ${contract.path}`, call])),
  );
  const shop = await new CouponFixture(pool).open();
  // The routes run on the wall clock, so what the fixture gives must too.
  shop.now = Date.now();
  const secret = await testApiKey(shop.workspaceId);
  const clientWith = (key: string): Client => {
    const client = VoucherifyServerSide({
      applicationId: "app",
      secretKey: key,
      apiUrl: server.url,
      timeoutMs: 20_000,
    });
    return { ...client, exports: client.distributions.exports };
  };
  return {
    pool,
    url: server.url,
    shop,
    secret,
    client: clientWith(secret),
    clientWith,
    stranger: async () => clientWith(await testApiKey((await new CouponFixture(pool).open()).workspaceId)),
    keyOf: (scope) => testApiKey(shop.workspaceId, scope),
    call: (method, path, body, key = secret) =>
      fetch(`${server.url}${path}`, {
        method,
        headers: {
          "x-app-id": "app",
          "x-app-token": key,
          ...(body instanceof FormData ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
      }),
    close: server.close,
  };
}

/** What a call is refused with; null when it is not. */
export async function failureOf(work: Promise<unknown>): Promise<Record<string, unknown> | null> {
  return await work.then(
    () => null,
    (error: Record<string, unknown>) => error,
  );
}
