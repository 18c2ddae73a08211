import { compatCustomerActivities } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { customerActivity } from "@/lib/server/use-cases/compat/customer-activity";

export const GET = compatRoute(compatCustomerActivities, (call) => customerActivity(call));
