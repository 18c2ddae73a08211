import { ingestEventsContract } from "@/lib/contracts/events";
import { fromBrowsers, preflight } from "@/lib/server/http/browser-ingestion";
import { route } from "@/lib/server/http/route";
import { ingestEvents } from "@/lib/server/use-cases/events/ingest-events";

export const POST = fromBrowsers(route(ingestEventsContract, (call) => ingestEvents(call)));
export const OPTIONS = preflight;
