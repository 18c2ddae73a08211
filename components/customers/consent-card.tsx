"use client";

import { toast } from "sonner";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { type CustomerProfile, useUpdateCustomer } from "@/lib/client/queries/customers";
import { useCan } from "@/lib/client/queries/me";
import { consentKey } from "@/lib/domain/customer/consent";

const CHANNELS = [
  { value: "email", label: "E-mail" },
  { value: "sms", label: "SMS" },
] as const;

const SOURCES: Record<string, string> = {
  staff: "by your team",
  api: "by your shop",
  sdk: "in the shop",
  "unsubscribe link": "by the unsubscribe link",
  "preferences page": "on their preferences page",
  "spam complaint": "by calling a message spam",
  "STOP by SMS": "by answering STOP",
  demo: "in the demo shop",
};

/** What the customer agreed to, per channel and topic. Changing it acts at once: an opt-out ends runs and stops what is about to be sent. */
export function ConsentCard({ customer }: { customer: CustomerProfile }) {
  const allowed = useCan()("customers:write");
  const update = useUpdateCustomer(customer.id);
  const save = (body: Parameters<typeof update.mutate>[0], said: string) =>
    update.mutate(body, {
      onSuccess: () => toast.success(said),
      onError: (error) => toast.error("Nothing was changed", { description: error.message }),
    });
  return (
    <Card title="Consent">
      <div className="space-y-4">
        {CHANNELS.map(({ value: channel, label }) => {
          const consent = customer.consent[channel];
          const state = consent?.state ?? "unknown";
          return (
            <section key={channel} aria-label={label}>
              <div className="flex items-center justify-between gap-3">
                <span className="font-medium">{label}</span>
                <Segmented
                  size="sm"
                  aria-label={`${label} consent`}
                  disabled={!allowed || update.isPending}
                  value={state === "unknown" ? null : state}
                  onChange={(next: "granted" | "denied") =>
                    next !== state &&
                    save(
                      { consent: { [channel]: next } },
                      next === "denied" ? `Opted out of ${label}` : `Agreed to ${label}`,
                    )
                  }
                  options={[
                    { value: "granted", label: "Agreed" },
                    { value: "denied", label: "Opted out" },
                  ]}
                />
              </div>
              <p className="mt-0.5 text-faint text-xs">
                <Said consent={consent} />
              </p>
              <Topics
                customer={customer}
                channel={channel}
                off={state === "denied"}
                disabled={!allowed || update.isPending}
                onChange={(key, name, wanted) =>
                  save(
                    { consent: { [consentKey(channel, key)]: wanted ? "granted" : "denied" } },
                    `${wanted ? "Wants" : "Opted out of"} ${name} by ${label}`,
                  )
                }
              />
            </section>
          );
        })}
        <Switch
          value={customer.agentConversation}
          disabled={!allowed || update.isPending}
          onChange={(talking: boolean) =>
            save(
              { agentConversation: talking },
              talking ? "Recovery messages leave them alone" : "Recovery messages may reach them again",
            )
          }
          label="Talking with an agent"
          hint="Recovery messages leave them alone meanwhile."
        />
      </div>
    </Card>
  );
}

type Consent = CustomerProfile["consent"][string] | undefined;

/** When and by whom it was said. */
function Said({ consent }: { consent: Consent }) {
  if (!consent || consent.state === "unknown") return "Never asked";
  return (
    <>
      Said {consent.at ? <RelativeTime at={consent.at} /> : null}
      {consent.source ? `, ${SOURCES[consent.source] ?? consent.source}` : null}
    </>
  );
}

/** The topics of a channel: on, unless the customer opted out of one, or of the whole channel. */
function Topics({
  customer: { topics, consent },
  channel,
  off,
  disabled,
  onChange,
}: {
  customer: CustomerProfile;
  channel: "email" | "sms";
  off: boolean;
  disabled: boolean;
  onChange: (key: string, name: string, wanted: boolean) => void;
}) {
  if (topics.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1.5 border-line border-s ps-3">
      {topics.map(({ key, name }) => {
        const said = consent[consentKey(channel, key)];
        const refused = said?.state === "denied";
        return (
          <li key={key}>
            <Switch
              value={!off && !refused}
              disabled={disabled || off}
              onChange={(wanted) => onChange(key, name, wanted)}
              label={
                <span dir="auto" className="break-words">
                  {name}
                </span>
              }
              hint={
                refused ? (
                  <>
                    Opted out. <Said consent={said} />
                  </>
                ) : undefined
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
