import { compatUpdateConsents } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { updateConsents } from "@/lib/server/use-cases/compat/update-consents";

export const PUT = compatRoute(compatUpdateConsents, (call) => updateConsents(call));
