import type { KeyScope, Role } from "@/lib/domain/access/permissions";

/** What each role is for, in one sentence. */
export const ROLE_WORDS: Record<Role, string> = {
  owner: "Owners can do everything, and only they change owners.",
  admin: "Admins can do everything except change owners.",
  marketer: "Marketers draw and launch flows, and work on templates, coupons and customers.",
  developer: "Developers define events, make API keys and connect the shop.",
  viewer: "Viewers see everything and change nothing.",
};

/** What a key of each scope may do, in one sentence. */
export const SCOPE_WORDS: Record<KeyScope, string> = {
  write: "Sends events and customers, and reads nothing. The one for shop pages and the tracking code.",
  read: "Reads everything and changes nothing.",
  admin: "Does everything that an admin can do here. Keep it on servers.",
  client:
    "For programs in a shop’s pages that speak the compatible coupon API. Counts only on the pages you list.",
};
