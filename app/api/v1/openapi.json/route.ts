import { describeApiContract } from "@/lib/contracts/api-reference";
import { route } from "@/lib/server/http/route";
import { describeApi } from "@/lib/server/use-cases/settings/describe-api";

export const GET = route(describeApiContract, async () =>
  Response.json(describeApi(), {
    headers: { "access-control-allow-origin": "*", "cache-control": "max-age=300" },
  }),
);
