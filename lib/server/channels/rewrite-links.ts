const ADDRESS = /(\s(?:href|src))="([^"]*)"/g;
const SAFE_LINK = /^(https?:\/\/|mailto:|tel:)/i;

/**
 * Goes over every address in rendered HTML. A link that is no web, mail or phone address is disarmed: customer data may have become
 * one. Web links pass through `track`. Our compiler writes attributes in double quotes and escapes quotes in values, so that one
 * expression finds them all.
 */
export function rewriteLinks(html: string, track: (url: string) => string): string {
  return html.replace(ADDRESS, (_whole, attribute: string, escaped: string) => {
    const url = unescapeHtml(escaped).trim();
    if (attribute.trim() === "src")
      return `${attribute}="${/^https?:\/\//i.test(url) ? escapeAttribute(url) : ""}"`;
    if (!SAFE_LINK.test(url)) return `${attribute}="#"`;
    return `${attribute}="${escapeAttribute(/^https?:/i.test(url) ? track(url) : url)}"`;
  });
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#34;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&#34;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
