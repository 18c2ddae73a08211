import { compatCreateSegment, compatListSegments } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { createSegment } from "@/lib/server/use-cases/compat/create-segment";
import { listSegments } from "@/lib/server/use-cases/compat/list-segments";

export const GET = compatRoute(compatListSegments, (call) => listSegments(call));
export const POST = compatRoute(compatCreateSegment, (call) => createSegment(call));
