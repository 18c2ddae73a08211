import { compatReleaseSession } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { releaseSession } from "@/lib/server/use-cases/compat/release-session";

export const DELETE = compatRoute(compatReleaseSession, (call) => releaseSession(call));
