import type { OutgoingMessage } from "./channel";

/** The message's own headers, each on one line, beside the ones that every provider sets itself. */
export function mailHeaders(message: OutgoingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, value.replace(/[\r\n]+/g, " ")]),
  );
}

/**
 * The headers by which a mail client offers its own "unsubscribe" button (RFC 8058): one address that takes a POST without
 * cookies, asks nothing and answers 200.
 */
export function unsubscribeHeaders(unsubscribeUrl: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${unsubscribeUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
