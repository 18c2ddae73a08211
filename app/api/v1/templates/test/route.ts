import { testTemplateContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { testTemplate } from "@/lib/server/use-cases/templates/test-template";

export const POST = route(testTemplateContract, (call) => testTemplate(call));
