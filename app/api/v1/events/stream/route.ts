import { streamEventsContract } from "@/lib/contracts/events";
import { route } from "@/lib/server/http/route";
import { streamEvents } from "@/lib/server/use-cases/events/stream-events";

export const GET = route(streamEventsContract, (call) => streamEvents(call));
