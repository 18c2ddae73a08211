import { listRevisionsContract } from "@/lib/contracts/flow-drafts";
import { route } from "@/lib/server/http/route";
import { listRevisions } from "@/lib/server/use-cases/flows/list-revisions";

export const GET = route(listRevisionsContract, (call) => listRevisions(call));
