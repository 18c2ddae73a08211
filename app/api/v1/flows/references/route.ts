import { flowReferencesContract } from "@/lib/contracts/flow-drafts";
import { route } from "@/lib/server/http/route";
import { flowReferences } from "@/lib/server/use-cases/flows/flow-references";

export const GET = route(flowReferencesContract, (call) => flowReferences(call));
