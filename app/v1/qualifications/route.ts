import { compatQualifications } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { qualify } from "@/lib/server/use-cases/compat/qualify";

export const POST = compatRoute(compatQualifications, (call) => qualify(call));
