"use client";

import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CustomerProfile } from "@/lib/client/queries/customers";

/** Who the customer is, as far as the shop has said. */
export function ProfileCard({ customer }: { customer: CustomerProfile }) {
  const attributes = Object.entries(customer.attributes);
  return (
    <Card title="Profile">
      <dl className="space-y-2.5">
        <Fact name="E-mail" copy={customer.email}>
          {customer.email}
        </Fact>
        <Fact name="Phone" copy={customer.phone}>
          {customer.phone}
        </Fact>
        <Fact name="Your id" copy={customer.externalId}>
          {customer.externalId}
        </Fact>
        <Fact name="Orders">
          {customer.orderCount > 0 ? (
            <>
              <NumberText value={customer.orderCount} />, <Money minor={customer.orderTotal} />
            </>
          ) : (
            "none yet"
          )}
        </Fact>
        <Fact name="Last order">
          {customer.lastOrderAt ? <RelativeTime at={customer.lastOrderAt} /> : "never"}
        </Fact>
        <Fact name="Language">{customer.locale}</Fact>
        <Fact name="Time zone">{customer.timeZone}</Fact>
        <Fact name="Known since">
          <RelativeTime at={customer.createdAt} />
        </Fact>
        {attributes.length > 0 ? (
          <div className="border-line border-t pt-2.5">
            {attributes.map(([name, value]) => (
              <Fact key={name} name={name}>
                {typeof value === "object" ? JSON.stringify(value) : String(value)}
              </Fact>
            ))}
          </div>
        ) : null}
      </dl>
    </Card>
  );
}

function Fact({ name, copy, children }: { name: string; copy?: string | null; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-4">
      <dt className="shrink-0 text-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className="tabular min-w-0 truncate" dir="auto">
          {children ?? <span className="text-faint">not known</span>}
        </span>
        {copy ? <CopyButton value={copy} what={name.toLowerCase()} /> : null}
      </dd>
    </div>
  );
}
