import { getHealthContract } from "@/lib/contracts/health";
import { systemClock } from "@/lib/server/clock";
import { route } from "@/lib/server/http/route";
import { getHealth } from "@/lib/server/use-cases/health/get-health";

export const dynamic = "force-dynamic";

export const GET = route(getHealthContract, async () => {
  const health = await getHealth(systemClock);
  return Response.json(health, {
    status: health.status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
});
