import { showMetrics } from "@/lib/server/use-cases/metrics/show-metrics";

export const dynamic = "force-dynamic";

export const GET = (request: Request) => showMetrics(request);
