"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { RelativeTime } from "@/components/ui/relative-time";
import { type MessageDetail, useMessage } from "@/lib/client/queries/messages";
import { MessageBody } from "./message-body";
import { MessageStatus } from "./message-status";

/** One message: what it said, to whom, from which step, and what became of it. */
export function MessagePage({ id }: { id: string }) {
  const { data, error, refetch } = useMessage(id);
  if (error && !data)
    return <ErrorState error={error} title="The message could not be shown" onRetry={() => void refetch()} />;
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
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <MessageBody message={data} />
        <div className="flex min-w-0 flex-col gap-4">
          <Origin message={data} />
          {data.vouchers.length > 0 ? <Codes message={data} /> : null}
          <History message={data} />
        </div>
      </div>
    </Page>
  );
}

function Origin({ message }: { message: MessageDetail }) {
  const { customer, flow, step, provider, template, attempts } = message;
  return (
    <Card title="Where it comes from">
      <dl className="flex flex-col gap-3 text-sm">
        <Fact name="Customer">
          <Link className="underline" href={`/customers/${customer.id}`} dir="auto">
            {customer.name}
          </Link>
        </Fact>
        <Fact name="Flow">
          <Link
            className="underline"
            href={`/flows/${flow.id}?step=${encodeURIComponent(step.id)}`}
            dir="auto"
          >
            {flow.name}
          </Link>
        </Fact>
        <Fact name="Step">{step.name}</Fact>
        {template ? (
          <Fact name="Template">
            <Link className="underline" href={`/templates/${template.id}`} dir="auto">
              {template.name}
            </Link>{" "}
            <span className="text-muted">version {template.version}</span>
          </Fact>
        ) : null}
        {provider ? (
          <Fact name="Sent through">
            {provider.name} <span className="text-muted">({provider.provider})</span>
          </Fact>
        ) : null}
        <Fact name="Attempts">{attempts}</Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

function Codes({ message }: { message: MessageDetail }) {
  return (
    <Card title="Codes in it">
      <ul className="flex flex-col gap-3 text-sm">
        {message.vouchers.map(({ id, code, discount, expiresAt }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            <span className="flex min-w-0 flex-col">
              <span className="font-medium">{code}</span>
              <span className="text-muted text-xs">
                {discount}
                {expiresAt ? (
                  <>
                    , valid until <RelativeTime at={expiresAt} />
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

function History({ message }: { message: MessageDetail }) {
  return (
    <Card title="What became of it">
      <ol className="flex flex-col gap-3 text-sm">
        {message.history.map(({ at, what, detail }) => (
          <li key={`${at} ${what}`} className="flex flex-col">
            <span className="flex items-baseline justify-between gap-2">
              <span className="font-medium">{what}</span>
              <RelativeTime at={at} />
            </span>
            {detail ? <span className="text-muted">{detail}</span> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
