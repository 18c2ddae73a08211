import { duplicateTemplateContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { duplicateTemplate } from "@/lib/server/use-cases/templates/duplicate-template";

export const POST = route(duplicateTemplateContract, (call) => duplicateTemplate(call));
