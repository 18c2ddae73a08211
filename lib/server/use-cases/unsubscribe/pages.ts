import { escapeHtml } from "@/lib/server/channels/liquid";
import { framedPage } from "./page-frame";

/** What goes out on a channel, for customers. */
export const CHANNEL_WORDS = { email: "e-mails", sms: "text messages" };

/** Asks before anything happens: scanners follow links, and must not unsubscribe anybody. */
export function askPage(shop: string, channel: "email" | "sms"): Response {
  return framedPage(
    200,
    `Unsubscribe from ${shop}`,
    `<p>You will get no more marketing ${CHANNEL_WORDS[channel]} from <strong>${escapeHtml(shop)}</strong>.</p>
<form method="post"><button type="submit">Unsubscribe</button></form>`,
  );
}

/** Says that it is done. */
export function donePage(shop: string, channel: "email" | "sms"): Response {
  return framedPage(
    200,
    "You are unsubscribed",
    `<p>You get no more marketing ${CHANNEL_WORDS[channel]} from <strong>${escapeHtml(shop)}</strong>. Messages about your orders still reach you.</p>`,
  );
}

/** For links of previews and tests. */
export function examplePage(): Response {
  return framedPage(
    200,
    "This is a test link",
    "<p>It came with a preview or a test message, so there is nobody to unsubscribe.</p>",
  );
}

/** For links that this server did not make, or that lost a part on their way. */
export function unknownPage(): Response {
  return framedPage(
    404,
    "This link does not work",
    "<p>It may be incomplete. Copy the whole link from the message, or answer the message with “unsubscribe”.</p>",
  );
}
