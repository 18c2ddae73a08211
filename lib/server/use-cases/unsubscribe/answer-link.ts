import type { UnsubscribeLink } from "@/lib/server/channels/link-tokens";
import { problem } from "@/lib/server/http/problem";
import { readText } from "@/lib/server/http/read-json";
import { askPage, donePage, examplePage, unknownPage } from "./pages";
import { type Done, preferencesPage } from "./preferences-page";
import { readLink } from "./read-link";
import { readPreferences } from "./read-preferences";
import { savePreferences } from "./save-preferences";
import { unsubscribe } from "./unsubscribe";

type Context = { params: Promise<{ token: string }> };

/** GET /u/{token}: a page with a button, and with topics to choose among where there are any. Never unsubscribes by itself. */
export async function showLink(request: Request, context: Context): Promise<Response> {
  try {
    const { token } = await context.params;
    if (token === "example") return examplePage();
    const found = await readLink(token);
    if (!found) return unknownPage();
    const preferences = await readPreferences(found.link, found.shop);
    return preferences.topics.length > 0
      ? preferencesPage(preferences)
      : askPage(found.shop, found.link.channel);
  } catch (error) {
    return problem(error, request);
  }
}

/**
 * POST /u/{token}: unsubscribes, or saves what was chosen. From the page's buttons, or from a mail client's own (RFC 8058:
 * `List-Unsubscribe=One-Click`, without cookies), which gets a bare 200 and no redirect, and leaves what the message was about.
 */
export async function takeLink(request: Request, context: Context): Promise<Response> {
  try {
    const { token } = await context.params;
    const body = await readText(request, 10_000);
    if (token === "example") return examplePage();
    const found = await readLink(token);
    if (!found) return unknownPage();
    const { link, shop } = found;
    if (body.includes("One-Click")) {
      await unsubscribe(link, "topic");
      return new Response("Unsubscribed\n", {
        headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
      });
    }
    const done = await take(link, new URLSearchParams(body));
    const preferences = await readPreferences(link, shop);
    return preferences.topics.length > 0 ? preferencesPage(preferences, done) : donePage(shop, link.channel);
  } catch (error) {
    return problem(error, request);
  }
}

/** Does what a button of the page says. */
async function take(link: UnsubscribeLink, form: URLSearchParams): Promise<Done> {
  switch (form.get("what")) {
    case "choice":
      return (await savePreferences(link, new Set(form.getAll("topic")))) ? "choice" : "all";
    case "all":
      await unsubscribe(link, "channel");
      return "all";
    default:
      await unsubscribe(link, "topic");
      return link.topic === null ? "all" : "topic";
  }
}
