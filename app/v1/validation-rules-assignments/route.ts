import { compatListAllAssignments } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listAllAssignments } from "@/lib/server/use-cases/compat/list-all-assignments";

export const GET = compatRoute(compatListAllAssignments, (call) => listAllAssignments(call));
