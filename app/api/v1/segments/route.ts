import { createSegmentContract, listSegmentsContract } from "@/lib/contracts/segments";
import { route } from "@/lib/server/http/route";
import { createSegment } from "@/lib/server/use-cases/segments/create-segment";
import { listSegments } from "@/lib/server/use-cases/segments/list-segments";

export const GET = route(listSegmentsContract, (call) => listSegments(call));
export const POST = route(createSegmentContract, (call) => createSegment(call));
