import { escapeHtml } from "@/lib/server/channels/liquid";

const WORDS = { email: "e-mails", sms: "text messages" };

/** Asks before anything happens: scanners follow links, and must not unsubscribe anybody. */
export function askPage(shop: string, channel: "email" | "sms"): Response {
  return page(
    200,
    `Unsubscribe from ${shop}`,
    `<p>You will get no more marketing ${WORDS[channel]} from <strong>${escapeHtml(shop)}</strong>.</p>
<form method="post"><button type="submit">Unsubscribe</button></form>`,
  );
}

/** Says that it is done. */
export function donePage(shop: string, channel: "email" | "sms"): Response {
  return page(
    200,
    "You are unsubscribed",
    `<p>You get no more marketing ${WORDS[channel]} from <strong>${escapeHtml(shop)}</strong>. Messages about your orders still reach you.</p>`,
  );
}

/** For links of previews and tests. */
export function examplePage(): Response {
  return page(
    200,
    "This is a test link",
    "<p>It came with a preview or a test message, so there is nobody to unsubscribe.</p>",
  );
}

/** For links that this server did not make, or that lost a part on their way. */
export function unknownPage(): Response {
  return page(
    404,
    "This link does not work",
    "<p>It may be incomplete. Copy the whole link from the message, or answer the message with “unsubscribe”.</p>",
  );
}

// A page of its own: it opens in any mail client's browser, without scripts, fonts or cookies.
function page(status: number, title: string, content: string): Response {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>
:root{--ground:#f8f4ea;--raised:#fffdf7;--ink:#1d1a16;--muted:#6b6458;--line:#e4dfd5;--accent:#b93c10;--on-accent:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#0b1a1e;--raised:#12262b;--ink:#ece8e1;--muted:#a8a194;--line:#274046;--accent:#f0734a;--on-accent:#1d0f08}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:26rem;margin:1.5rem;padding:2rem;background:var(--raised);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 .75rem;font-size:1.25rem;line-height:1.3;overflow-wrap:anywhere}p{margin:0 0 1.25rem;color:var(--muted)}p strong{color:var(--ink)}p:last-child{margin:0}
button{font:inherit;font-weight:600;padding:.6rem 1.1rem;border:0;border-radius:8px;background:var(--accent);color:var(--on-accent);cursor:pointer}
button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
</style></head><body><main><h1>${escapeHtml(title)}</h1>${content}</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    },
  });
}
