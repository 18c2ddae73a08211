import { countReviewsContract } from "@/lib/contracts/reviews";
import { route } from "@/lib/server/http/route";
import { countReviews } from "@/lib/server/use-cases/reviews/count-reviews";

export const GET = route(countReviewsContract, (call) => countReviews(call));
