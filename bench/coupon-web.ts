import { POST as publish } from "@/app/v1/publications/route";
import { POST as redeem } from "@/app/v1/redemptions/route";
import { POST as validate } from "@/app/v1/validations/route";
import { serveRoutes } from "@/lib/testing/serve-routes";

/** The compatible API's own route handlers behind a real HTTP server: key, limits, body, contract, use-case and database are all as in the product. */
const { url } = await serveRoutes({
  "POST /v1/publications": publish,
  "POST /v1/validations": validate,
  "POST /v1/redemptions": redeem,
});
// Gone with who started it, however that ended.
process.once("disconnect", () => process.exit());
process.send?.(url);
