import { compatPublishByAddress } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { publishByAddress } from "@/lib/server/use-cases/compat/publish-by-address";

export const GET = compatRoute(compatPublishByAddress, (call) => publishByAddress(call));
