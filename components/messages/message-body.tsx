"use client";

import { Card } from "@/components/ui/card";
import { Tabs } from "@/components/ui/tabs";
import type { MessageDetail } from "@/lib/client/queries/messages";

/** What the message said, as the customer saw it. A mail's HTML stands in a frame without scripts or our own origin. */
export function MessageBody({ message }: { message: MessageDetail }) {
  const { channel, html, text, headers, request, subject } = message;
  if (channel === "webhook") {
    return (
      <Card title={request ? `${request.method} ${request.url}` : "Webhook"}>
        <Plain text={text} />
      </Card>
    );
  }
  if (channel === "sms") {
    return (
      <Card title="Text message">
        <Plain text={text} />
      </Card>
    );
  }
  return (
    <Tabs
      label="The mail"
      items={[
        {
          value: "html",
          label: "As sent",
          content: (
            <iframe
              title={`The mail “${subject ?? ""}”`}
              sandbox=""
              srcDoc={html}
              className="h-[70vh] w-full rounded-lg border border-line bg-white"
            />
          ),
        },
        {
          value: "text",
          label: "Plain text",
          content: (
            <Card>
              <Plain text={text} />
            </Card>
          ),
        },
        {
          value: "headers",
          label: "Headers",
          content: (
            <Card>
              <dl className="flex flex-col gap-2 text-sm">
                {headers.map(({ name, value }) => (
                  <div key={name}>
                    <dt className="text-muted text-xs">{name}</dt>
                    <dd className="break-all">{value}</dd>
                  </div>
                ))}
              </dl>
            </Card>
          ),
        },
      ]}
    />
  );
}

function Plain({ text }: { text: string }) {
  return (
    <pre className="whitespace-pre-wrap break-words font-sans text-sm" dir="auto">
      {text || "Nothing was written."}
    </pre>
  );
}
