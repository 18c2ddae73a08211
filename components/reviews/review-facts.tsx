import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReviewDetail } from "@/lib/client/queries/reviews";
import { ReviewStatus } from "./review-status";
import { TimeLeft } from "./time-left";

/** What is asked and why, what is in the cart, and which discounts the customer had before. */
export function ReviewFacts({ review }: { review: ReviewDetail }) {
  const { customer, campaign, flow, step, reason, status, expiresAt, createdAt, cart, items } = review;
  return (
    <>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
        <Fact name="Why it is asked">
          <span className="font-medium">{reason}</span>
        </Fact>
        <Fact name="Customer">
          <TextLink href={`/customers/${customer.id}`}>{customer.name}</TextLink>
        </Fact>
        <Fact name="Campaign">
          <TextLink href={`/campaigns/${campaign.id}`}>{campaign.name}</TextLink>
        </Fact>
        <Fact name="Flow">
          <TextLink href={`/flows/${flow.id}`}>{flow.name}</TextLink>, {step.name}
        </Fact>
        <Fact name="Asked">
          <RelativeTime at={createdAt} />
        </Fact>
        {status === "pending" ? (
          <Fact name="Time left">
            <TimeLeft at={expiresAt} />
          </Fact>
        ) : (
          <Fact name="Outcome">
            <ReviewStatus status={status} />
          </Fact>
        )}
      </dl>
      <Part
        title="Cart"
        note={cart ? <Money minor={cart.total} currency={cart.currency} className="font-medium" /> : null}
      >
        {cart && items.length > 0 ? (
          <ul className="flex flex-col gap-1 text-sm">
            {items.map(({ name, sku, price, quantity }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cart may hold the same article twice, and never changes here
              <li key={`${sku} ${index}`} className="flex justify-between gap-4">
                <span className="min-w-0 truncate" dir="auto">
                  {quantity > 1 ? `${quantity} × ` : ""}
                  {name || sku}
                </span>
                <Money minor={price * quantity} currency={cart.currency} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-muted text-sm">
            {cart ? "Nothing is known of its items." : "The run has no cart."}
          </p>
        )}
      </Part>
      <Had incentives={review.incentives} />
    </>
  );
}

function Had({ incentives }: Pick<ReviewDetail, "incentives">) {
  return (
    <Part title="Discounts given before" note={<span className="tabular">{countOf(incentives.length)}</span>}>
      {incentives.length === 0 ? (
        <p className="text-muted text-sm">None, by any flow, distribution, call or file.</p>
      ) : (
        <ul className="flex flex-col gap-2 text-sm">
          {incentives.map(({ code, campaign, discount, recovery, givenAt }) => (
            <li key={`${code} ${givenAt}`} className="flex items-start justify-between gap-4">
              <span className="flex min-w-0 flex-col">
                <span className="flex items-center gap-2">
                  <span className="truncate font-medium">{discount || campaign}</span>
                  {recovery ? <Badge tone="coupon">Recovery</Badge> : null}
                </span>
                <span className="truncate text-muted text-xs" dir="auto">
                  {campaign}, {code}
                </span>
              </span>
              <RelativeTime at={givenAt} className="text-muted" />
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function countOf(count: number): string {
  return count >= 20 ? "The latest 20" : String(count);
}

function Part({ title, note, children }: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2 border-line border-t pt-4">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <h3 className="font-medium">{title}</h3>
        {note}
      </div>
      {children}
    </section>
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

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="underline underline-offset-2" dir="auto">
      {children}
    </Link>
  );
}
