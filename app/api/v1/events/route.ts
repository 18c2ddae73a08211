import { ingestEventsContract, listEventsContract } from "@/lib/contracts/events";
import { fromBrowsers, preflight } from "@/lib/server/http/browser-ingestion";
import { route } from "@/lib/server/http/route";
import { ingestEvents } from "@/lib/server/use-cases/events/ingest-events";
import { listEvents } from "@/lib/server/use-cases/events/list-events";

export const GET = route(listEventsContract, (call) => listEvents(call));
export const POST = fromBrowsers(route(ingestEventsContract, (call) => ingestEvents(call)));
export const OPTIONS = preflight;
