import { compatListConsents } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listConsents } from "@/lib/server/use-cases/compat/list-consents";

export const GET = compatRoute(compatListConsents, (call) => listConsents(call));
