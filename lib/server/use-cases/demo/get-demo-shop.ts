import type { DemoShop } from "@/lib/domain/demo-shop/shop-config";
import { findDemo } from "@/lib/server/db/demo/find-demo";
import { pool } from "@/lib/server/db/pool";
import { DEMO_FLOW_NAME } from "@/lib/server/demo/demo-names";
import { shopKeys } from "@/lib/server/demo/shop-keys";
import { env } from "@/lib/server/env";

/** The demo shop; null on an installation without a demo, where its pages do not exist. */
export async function getDemoShop(): Promise<DemoShop | null> {
  const { DEMO, APP_URL, INBOX_PORT } = env();
  if (!DEMO) return null;
  const demo = await findDemo(pool(), DEMO_FLOW_NAME);
  if (!demo) return null;
  const inbox = new URL(APP_URL);
  inbox.port = String(INBOX_PORT);
  return {
    baseUrl: APP_URL,
    writeKey: shopKeys().browser,
    flow: demo.flowId && demo.flowName ? { id: demo.flowId, name: demo.flowName } : null,
    inboxUrl: inbox.origin,
  };
}
