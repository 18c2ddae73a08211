"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Page } from "@/components/ui/page";
import { useDefinitionNames } from "@/lib/client/queries/events";
import { useMe } from "@/lib/client/queries/me";
import { exampleProperties } from "@/lib/domain/event/example-properties";
import { sdkSnippet, trackingCode } from "@/lib/domain/event/tracking-code";
import { EventsHeader } from "./events-header";
import { HonestyNote } from "./honesty-note";

const PLACEHOLDER = "YOUR_WRITE_KEY";

/** How a shop begins to send events: key, snippet, calls, server, and how to see that it works. */
export function ConnectScreen({ baseUrl }: { baseUrl: string }) {
  const [typed, setTyped] = useState("");
  const { currency } = useMe().workspace;
  const first = useDefinitionNames().data?.[0];
  const key = typed.trim() || PLACEHOLDER;
  const name = first?.name ?? "itemAddedToCart";
  const properties = first ? exampleProperties(first, currency) : {};
  const code = trackingCode({ baseUrl, key, name, properties });
  const risky = typed.trim() !== "" && !typed.trim().startsWith("ck_write_");

  return (
    <Page>
      <EventsHeader description="From your pages with the SDK, and from your server by API." />
      <div className="flex max-w-3xl flex-col gap-5">
        <Step number={1} title="Get a key">
          <p>
            Make a key with the scope “write”: it can send events and customers and read nothing, so it may
            stand in a page. It is shown once.
          </p>
          <Field
            label="Your write key"
            hint="Only fills in the code below. It is not stored."
            error={risky ? "This is not a write key. Never put another kind into a page." : undefined}
            action={
              <Link href="/settings/api-keys" className="text-xs underline underline-offset-2">
                Make a key
              </Link>
            }
          >
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              placeholder="ck_write_…"
              className="font-mono"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        </Step>
        <Step number={2} title="Put the SDK into your pages">
          <p>
            Before the closing body tag of every page. Calls made before it has loaded are kept; it is under 4
            KB.
          </p>
          <CodeBlock samples={[{ label: "HTML", code: sdkSnippet(baseUrl, key) }]} />
        </Step>
        <Step number={3} title="Say who it is, and what happens">
          <p>
            Events belong to a customer. What is tracked before somebody signs in stays in their browser, and
            becomes theirs once they are identified.
          </p>
          <CodeBlock samples={[{ label: "JavaScript", code: callsFor(name, properties) }]} />
        </Step>
        <Step number={4} title="Send orders from your server">
          <p>
            A page can be closed too early or tampered with. What is worth money is better said by the server
            that took it.
          </p>
          <CodeBlock
            title="Server code"
            samples={code
              .filter(({ id }) => id !== "browser")
              .map(({ title, code: text }) => ({ label: title, code: text }))}
          />
          <HonestyNote />
        </Step>
        <Step number={5} title="See it arrive">
          <p>
            Open the live view, use your shop, and watch. An event with an unknown name waits in quarantine,
            so nothing is lost.
          </p>
          <div className="flex gap-2">
            <Button asChild variant="primary">
              <Link href="/events/live">Watch live</Link>
            </Button>
            <Button asChild>
              <Link href="/events/new">Define an event</Link>
            </Button>
          </div>
        </Step>
      </div>
    </Page>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <Card
      title={
        <span className="flex items-center gap-2.5">
          <span className="tabular flex size-5 items-center justify-center rounded-full bg-step-entry-soft font-semibold text-step-entry text-xs">
            {number}
          </span>
          {title}
        </span>
      }
    >
      <div className="flex flex-col gap-3 text-sm">{children}</div>
    </Card>
  );
}

function callsFor(name: string, properties: Record<string, unknown>): string {
  return `// When somebody signs in, or is signed in when the page opens:
cartograph.identify("customer-1001", { email: "ada@example.com", firstName: "Ada" });

// When something happens:
cartograph.track(${JSON.stringify(name)}, ${JSON.stringify(properties, null, 2)});

// On pages you want to know about (sends pageViewed; define it first):
cartograph.page();

// When they sign out:
cartograph.forget();`;
}
