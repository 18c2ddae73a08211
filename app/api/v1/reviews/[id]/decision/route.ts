import { decideReviewContract } from "@/lib/contracts/reviews";
import { route } from "@/lib/server/http/route";
import { decideReview } from "@/lib/server/use-cases/reviews/decide-review";

export const POST = route(decideReviewContract, (call) => decideReview(call));
