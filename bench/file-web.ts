import { monitorEventLoopDelay } from "node:perf_hooks";
import { POST as importCodes } from "@/app/v1/campaigns/[id]/importCSV/route";
import { POST as importCustomers } from "@/app/v1/customers/importCSV/route";
import { POST as importSkus } from "@/app/v1/skus/importCSV/route";
import { serveRoutes } from "@/lib/testing/serve-routes";

/** The compatible API's imports behind a real HTTP server. Asked by a message, it tells of its memory (MB) and its longest pause (ms) since it was asked last. */
const { url } = await serveRoutes({
  "POST /v1/campaigns/{id}/importCSV": importCodes,
  "POST /v1/customers/importCSV": importCustomers,
  "POST /v1/skus/importCSV": importSkus,
});
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let most = 0;
setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 50);
process.on("message", () => {
  process.send?.({ rssMb: Math.round(most / 1e6), pauseMs: Math.round(delay.max / 1e6) });
  most = process.memoryUsage.rss();
  delay.reset();
});
// Gone with who started it, however that ended.
process.once("disconnect", () => process.exit());
process.send?.(url);
