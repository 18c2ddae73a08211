import { getTemplateContract, updateTemplateContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { getTemplate } from "@/lib/server/use-cases/templates/get-template";
import { updateTemplate } from "@/lib/server/use-cases/templates/update-template";

export const GET = route(getTemplateContract, (call) => getTemplate(call));
export const PATCH = route(updateTemplateContract, (call) => updateTemplate(call));
