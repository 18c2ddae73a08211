import { restoreRevisionContract } from "@/lib/contracts/flow-drafts";
import { route } from "@/lib/server/http/route";
import { restoreRevision } from "@/lib/server/use-cases/flows/restore-revision";

export const POST = route(restoreRevisionContract, (call) => restoreRevision(call));
