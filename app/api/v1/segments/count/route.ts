import { countSegmentContract } from "@/lib/contracts/segments";
import { route } from "@/lib/server/http/route";
import { countSegment } from "@/lib/server/use-cases/segments/count-segment";

export const POST = route(countSegmentContract, (call) => countSegment(call));
