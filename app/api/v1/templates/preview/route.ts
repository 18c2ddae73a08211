import { previewTemplateContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { previewTemplate } from "@/lib/server/use-cases/templates/preview-template";

export const POST = route(previewTemplateContract, (call) => previewTemplate(call));
