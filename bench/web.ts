import { POST } from "@/app/api/v1/events/route";
import { serveRoutes } from "@/lib/testing/serve-routes";

/** The events' own Next route handler behind a real HTTP server: key, limits, body, contract, use-case and database are all as in the product. */
const { url } = await serveRoutes({ "POST /api/v1/events": POST });
// Gone with who started it, however that ended.
process.once("disconnect", () => process.exit());
process.send?.(url);
