import { getReviewContract } from "@/lib/contracts/reviews";
import { route } from "@/lib/server/http/route";
import { getReview } from "@/lib/server/use-cases/reviews/get-review";

export const GET = route(getReviewContract, (call) => getReview(call));
