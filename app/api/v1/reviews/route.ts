import { listReviewsContract } from "@/lib/contracts/reviews";
import { route } from "@/lib/server/http/route";
import { listReviews } from "@/lib/server/use-cases/reviews/list-reviews";

export const GET = route(listReviewsContract, (call) => listReviews(call));
