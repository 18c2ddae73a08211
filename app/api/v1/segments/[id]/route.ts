import { deleteSegmentContract, getSegmentContract, updateSegmentContract } from "@/lib/contracts/segments";
import { route } from "@/lib/server/http/route";
import { deleteSegment } from "@/lib/server/use-cases/segments/delete-segment";
import { getSegment } from "@/lib/server/use-cases/segments/get-segment";
import { updateSegment } from "@/lib/server/use-cases/segments/update-segment";

export const GET = route(getSegmentContract, (call) => getSegment(call));
export const PATCH = route(updateSegmentContract, (call) => updateSegment(call));
export const DELETE = route(deleteSegmentContract, (call) => deleteSegment(call));
