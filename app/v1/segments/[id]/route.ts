import { compatDeleteSegment, compatGetSegment } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { deleteSegment } from "@/lib/server/use-cases/compat/delete-segment";
import { showSegment } from "@/lib/server/use-cases/compat/show-segment";

export const DELETE = compatRoute(compatDeleteSegment, (call) => deleteSegment(call));
export const GET = compatRoute(compatGetSegment, (call) => showSegment(call));
