"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tabs } from "@/components/ui/tabs";
import { type MessageDetail, useMessage } from "@/lib/client/queries/messages";
import { MailFrame } from "./mail-frame";
import { MessageFacts } from "./message-facts";
import { MessageHistory } from "./message-history";
import { MessageStatus } from "./message-status";

/** One message: what it said, to whom, from which step, and what became of it. */
export function MessagePage({ id }: { id: string }) {
  const { data, error, refetch } = useMessage(id);
  if (error && !data)
    return (
      <Page>
        <ErrorState error={error} title="The message could not be shown" onRetry={() => void refetch()} />
      </Page>
    );
  if (!data) return <PageSkeleton />;
  return (
    <Page width="wide">
      <PageHeader
        title={data.subject || data.step.name}
        description={data.to ? `To ${data.to}` : "It had no address to go to."}
        badge={
          <>
            <MessageStatus status={data.status} />
            {data.demo ? <Badge tone="neutral">Demo data</Badge> : null}
          </>
        }
        back={{ href: "/messages", label: "Messages" }}
      />
      {data.reason ? <p className="rounded-md bg-sunken px-4 py-3 text-sm">{data.reason.words}</p> : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px]">
        <Said message={data} />
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="Customer">
            <Link
              href={`/customers/${data.customer.id}`}
              className="text-sm underline-offset-2 hover:underline"
              dir="auto"
            >
              {data.customer.name}
            </Link>
          </Card>
          <Card title="What became of it">
            <MessageHistory message={data} />
          </Card>
          {data.vouchers.length > 0 ? <Codes vouchers={data.vouchers} /> : null}
          <Card title="Where it comes from">
            <MessageFacts message={data} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

/** What the message said, as the customer saw it. */
function Said({ message }: { message: MessageDetail }) {
  const { channel, subject, html, text, headers, request } = message;
  if (channel !== "email") {
    return (
      <Card title={request ? `${request.method} ${request.url}` : "Text message"}>
        <pre className="whitespace-pre-wrap break-words font-sans text-sm" dir="auto">
          {text || "It had no text."}
        </pre>
      </Card>
    );
  }
  const mail = { subject: subject ?? "", html, text };
  return (
    <Tabs
      label="The mail"
      items={[
        { value: "html", label: "As sent", content: <MailFrame mail={mail} part="html" width={720} /> },
        { value: "text", label: "Plain text", content: <MailFrame mail={mail} part="text" width={720} /> },
        {
          value: "headers",
          label: "Headers",
          content: (
            <CodeBlock
              samples={[
                { label: "Headers", code: headers.map(({ name, value }) => `${name}: ${value}`).join("\n") },
              ]}
            />
          ),
        },
      ]}
    />
  );
}

function Codes({ vouchers }: { vouchers: MessageDetail["vouchers"] }) {
  return (
    <Card title="Codes in it">
      <ul className="flex flex-col gap-3 text-sm">
        {vouchers.map(({ id, code, discount, expiresAt }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            <span className="flex min-w-0 flex-col">
              <span className="font-medium">{code}</span>
              <span className="text-muted text-xs">
                {discount}
                {expiresAt ? (
                  <>
                    , until <RelativeTime at={expiresAt} />
                  </>
                ) : null}
              </span>
            </span>
            <CopyButton value={code} what="code" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
