import Link from "next/link";
import type { ReactNode } from "react";
import type { MessageDetail } from "@/lib/client/queries/messages";

/** Where a message comes from and which way it went. */
export function MessageFacts({ message }: { message: MessageDetail }) {
  const { flow, step, template, provider, to, attempts, marketing, run } = message;
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      <Fact name="Flow">
        <Link href={`/flows/${flow.id}`} className="underline-offset-2 hover:underline" dir="auto">
          {flow.name}
        </Link>
      </Fact>
      <Fact name="Step">{step.name}</Fact>
      {template ? (
        <Fact name="Template">
          <Link href={`/templates/${template.id}`} className="underline-offset-2 hover:underline" dir="auto">
            {template.name}
          </Link>
          , version {template.version}
        </Fact>
      ) : null}
      {to ? <Fact name="Address">{to}</Fact> : null}
      {provider ? <Fact name="Sent through">{provider.name}</Fact> : null}
      {provider?.messageId ? (
        <Fact name="Its id there">
          <code className="text-xs">{provider.messageId}</code>
        </Fact>
      ) : null}
      <Fact name="Attempts">{attempts}</Fact>
      <Fact name="Kind">{marketing ? "Marketing" : "Transactional"}</Fact>
      {message.topic ? (
        <Fact name="Topic">
          <span dir="auto">{message.topic.name}</span>
        </Fact>
      ) : null}
      <Fact name="Run">
        <code className="text-muted text-xs">{run.id}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
