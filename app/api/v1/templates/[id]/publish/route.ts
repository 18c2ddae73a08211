import { publishTemplateContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { publishTemplate } from "@/lib/server/use-cases/templates/publish-template";

export const POST = route(publishTemplateContract, (call) => publishTemplate(call));
