import { notSupported } from "@/lib/server/compat/not-supported";

export {
  notSupported as DELETE,
  notSupported as GET,
  notSupported as PATCH,
  notSupported as POST,
  notSupported as PUT,
};
