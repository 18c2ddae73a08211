import { saveTemplateDraftContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { saveTemplateDraft } from "@/lib/server/use-cases/templates/save-template-draft";

export const PUT = route(saveTemplateDraftContract, (call) => saveTemplateDraft(call));
