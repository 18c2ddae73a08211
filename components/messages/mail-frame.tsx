"use client";

import { useState } from "react";

/**
 * A rendered mail, closed off: nothing in it runs, no form is sent, and its links open elsewhere. It grows to its own height.
 */
export function MailFrame({
  mail,
  part,
  width,
}: {
  mail: { subject: string; html: string; text: string };
  part: "html" | "text";
  /** px */
  width: number;
}) {
  const [height, setHeight] = useState(480);
  return (
    <figure
      className="mx-auto overflow-hidden rounded-lg border border-line bg-surface shadow-card"
      style={{ maxWidth: width }}
    >
      <figcaption className="border-line border-b px-4 py-2.5 font-medium text-sm" dir="auto">
        {mail.subject || "No subject"}
      </figcaption>
      {part === "text" ? (
        <pre className="whitespace-pre-wrap p-4 font-mono text-sm [overflow-wrap:anywhere]" dir="auto">
          {mail.text}
        </pre>
      ) : (
        <iframe
          title={`E-mail: ${mail.subject}`}
          // Same origin only so that its height can be measured; scripts and forms stay off.
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          srcDoc={withBase(mail.html)}
          onLoad={(event) => {
            const body = event.currentTarget.contentDocument?.documentElement;
            if (body) setHeight(Math.max(240, body.scrollHeight));
          }}
          className="block w-full bg-white"
          style={{ height }}
        />
      )}
    </figure>
  );
}

// Links open in a tab of their own; the policy keeps everything but pictures and inline styles out.
const HEAD =
  '<base target="_blank"><meta http-equiv="content-security-policy" content="default-src \'none\'; img-src https: http: data:; style-src \'unsafe-inline\'">';

function withBase(html: string): string {
  return html.includes("<head>") ? html.replace("<head>", `<head>${HEAD}`) : `${HEAD}${html}`;
}
