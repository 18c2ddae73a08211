import { clientPreflight, forKnownOrigins } from "@/lib/server/compat/client-route";
import { notSupported } from "@/lib/server/compat/not-supported";

const handler = forKnownOrigins(async (request: Request, _context: unknown) => notSupported(request));

export {
  clientPreflight as OPTIONS,
  handler as DELETE,
  handler as GET,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
