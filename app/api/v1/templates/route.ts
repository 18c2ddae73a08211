import { createTemplateContract, listTemplatesContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { createTemplate } from "@/lib/server/use-cases/templates/create-template";
import { listTemplates } from "@/lib/server/use-cases/templates/list-templates";

export const GET = route(listTemplatesContract, (call) => listTemplates(call));
export const POST = route(createTemplateContract, (call) => createTemplate(call));
