"use client";

import { toast } from "sonner";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { type CustomerProfile, useUpdateCustomer } from "@/lib/client/queries/customers";
import { useCan } from "@/lib/client/queries/me";

const CHANNELS = [
  { value: "email", label: "E-mail" },
  { value: "sms", label: "SMS" },
] as const;

const SOURCES: Record<string, string> = {
  staff: "by your team",
  api: "by your shop",
  sdk: "in the shop",
  unsubscribe: "by the unsubscribe link",
  demo: "in the demo shop",
};

/** What the customer agreed to, per channel. Changing it acts at once: an opt-out ends runs and stops what is about to be sent. */
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
            <div key={channel}>
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
                {state === "unknown" ? "Never asked" : "Said"}{" "}
                {state !== "unknown" && consent?.at ? <RelativeTime at={consent.at} /> : null}
                {state !== "unknown" && consent?.source
                  ? `, ${SOURCES[consent.source] ?? consent.source}`
                  : null}
              </p>
            </div>
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
