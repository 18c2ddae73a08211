import { saveDraftContract } from "@/lib/contracts/flow-drafts";
import { route } from "@/lib/server/http/route";
import { saveDraft } from "@/lib/server/use-cases/flows/save-draft";

export const PUT = route(saveDraftContract, (call) => saveDraft(call));
