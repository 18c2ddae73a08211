import { listPreviewSourcesContract } from "@/lib/contracts/templates";
import { route } from "@/lib/server/http/route";
import { listPreviewSources } from "@/lib/server/use-cases/templates/list-preview-sources";

export const GET = route(listPreviewSourcesContract, (call) => listPreviewSources(call));
