import { customerTimelineContract } from "@/lib/contracts/customers";
import { route } from "@/lib/server/http/route";
import { customerTimeline } from "@/lib/server/use-cases/customers/customer-timeline";

export const GET = route(customerTimelineContract, (call) => customerTimeline(call));
