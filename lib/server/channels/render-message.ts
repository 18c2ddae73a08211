import type { MessageContext } from "@/lib/domain/message/context";
import type { TemplateSource } from "@/lib/domain/message/template";
import { clickToken, unsubscribeToken } from "./link-tokens";
import { type Rendered, type RenderSettings, renderSource } from "./render-source";
import { rewriteLinks } from "./rewrite-links";

/** Whose message it is, for its links. `secret`: the workspace's signing secret. `appUrl`: where people reach us, no slash at its end. */
export type MessageLinks = {
  appUrl: string;
  secret: string;
  workspaceId: string;
  customerId: string;
  messageId: string;
  channel: "email" | "sms";
  /** The key of what it is about, which its link to unsubscribe is for. */
  topic: string | null;
};

/** A message as its provider gets it. */
export type RenderedMessage = Rendered & { unsubscribeUrl: string };

/**
 * Renders a message: its template's version, the context kept with it, the brand, and its own links. The same inputs give the same
 * text for as long as they are kept. Web links of an e-mail lead through our click redirect; those in its text part and in an SMS
 * stay as they are, where a long address would be read or paid for.
 */
export function renderMessage(
  versionId: string,
  source: TemplateSource,
  context: MessageContext,
  settings: Omit<RenderSettings, "unsubscribeUrl">,
  links: MessageLinks,
): RenderedMessage {
  const { appUrl, secret, workspaceId, customerId, messageId, channel, topic } = links;
  const link = { workspaceId, customerId, messageId, channel, topic };
  const unsubscribeUrl = `${appUrl}/u/${unsubscribeToken(secret, link)}`;
  const rendered = renderSource(source, context, saidTo(settings, unsubscribeUrl), versionId);
  const html = rewriteLinks(rendered.html, (url) =>
    url === unsubscribeUrl ? url : `${appUrl}/t/${clickToken(secret, { workspaceId, messageId, url })}`,
  );
  return { subject: rendered.subject, html, text: rendered.text, unsubscribeUrl };
}

/** The same without links that work, for previews and for looking at what was sent: nobody clicks or unsubscribes by looking. */
export function renderPreview(
  source: TemplateSource,
  context: MessageContext,
  settings: Omit<RenderSettings, "unsubscribeUrl">,
  appUrl: string,
): Rendered {
  const rendered = renderSource(source, context, saidTo(settings, `${appUrl}/u/example`));
  return { ...rendered, html: rewriteLinks(rendered.html, (url) => url) };
}

// Every property by name, as in newRun: V8 can give each copy that is then grown a hidden class of its own.
function saidTo(settings: Omit<RenderSettings, "unsubscribeUrl">, unsubscribeUrl: string): RenderSettings {
  return {
    shop: settings.shop,
    coupons: settings.coupons,
    currency: settings.currency,
    marketing: settings.marketing,
    unsubscribeUrl,
  };
}
