import { problem } from "@/lib/server/http/problem";
import { readText } from "@/lib/server/http/read-json";
import { askPage, donePage, examplePage, unknownPage } from "./pages";
import { readLink } from "./read-link";
import { unsubscribe } from "./unsubscribe";

type Context = { params: Promise<{ token: string }> };

/** GET /u/{token}: a page with a button. Never unsubscribes by itself. */
export async function showLink(request: Request, context: Context): Promise<Response> {
  try {
    const { token } = await context.params;
    if (token === "example") return examplePage();
    const found = await readLink(token);
    return found ? askPage(found.shop, found.link.channel) : unknownPage();
  } catch (error) {
    return problem(error, request);
  }
}

/**
 * POST /u/{token}: unsubscribes. From the page's button, or from a mail client's own (RFC 8058: `List-Unsubscribe=One-Click`, without
 * cookies), which gets a bare 200 and no redirect.
 */
export async function takeLink(request: Request, context: Context): Promise<Response> {
  try {
    const { token } = await context.params;
    const body = await readText(request, 10_000);
    if (token === "example") return examplePage();
    const done = await unsubscribe(token);
    if (!done) return unknownPage();
    const oneClick = body.includes("One-Click");
    return oneClick
      ? new Response("Unsubscribed\n", {
          headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
        })
      : donePage(done.shop, done.channel);
  } catch (error) {
    return problem(error, request);
  }
}
