import { escapeHtml } from "@/lib/server/channels/liquid";

/** A page of its own: it opens in any mail client's browser, without scripts, fonts or cookies. `content` is HTML, `title` is not. */
export function framedPage(status: number, title: string, content: string): Response {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>
:root{--ground:#f8f4ea;--raised:#fffdf7;--ink:#1d1a16;--muted:#6b6458;--line:#e4dfd5;--control:#8b8478;--accent:#b93c10;--on-accent:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#0b1a1e;--raised:#12262b;--ink:#ece8e1;--muted:#a8a194;--line:#274046;--control:#6d8288;--accent:#f0734a;--on-accent:#1d0f08}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:min(30rem,calc(100% - 3rem));margin:1.5rem;padding:2rem;background:var(--raised);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 .75rem;font-size:1.25rem;line-height:1.3;overflow-wrap:anywhere}h2,legend{margin:0;padding:0;font-size:1rem;font-weight:600;overflow-wrap:anywhere}
p{margin:0 0 1.25rem;color:var(--muted);overflow-wrap:anywhere}p strong{color:var(--ink)}main>:last-child{margin-bottom:0}
section{margin-top:1.5rem;padding-top:1.5rem;border-top:1px solid var(--line)}section p{margin:.25rem 0 1rem}
fieldset{margin:0 0 1.25rem;padding:0;border:0;min-width:0}
label{display:flex;gap:.75rem;padding:.5rem 0;cursor:pointer;overflow-wrap:anywhere}label small{display:block;color:var(--muted);font-size:.875rem}
input{flex:none;width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--accent)}
button{font:inherit;font-weight:600;padding:.6rem 1.1rem;border:1px solid transparent;border-radius:8px;background:var(--accent);color:var(--on-accent);cursor:pointer;overflow-wrap:anywhere;text-align:start}
button.plain{background:transparent;border-color:var(--control);color:var(--ink)}
button:focus-visible,input:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
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
