"use client";

import Link from "next/link";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { useFlowReferences } from "@/lib/client/queries/flows";
import type { DistributionChannel } from "@/lib/domain/distribution/setup";
import type { StageProps } from "./stage-props";

/** How the code reaches the customer. Choosing a channel also proposes the marketing permission it needs. */
export function ChannelStage({ setup, onChange, errors }: StageProps) {
  const references = useFlowReferences();
  const connected = references.data?.channels;
  const lacking =
    connected && (setup.channel === "email" || setup.channel === "sms") && !connected.includes(setup.channel);
  return (
    <div className="flex flex-col gap-4">
      <Field label="Channel" error={errors.channel}>
        <RadioGroup<DistributionChannel>
          cards
          value={setup.channel}
          onChange={(channel) =>
            onChange({
              ...setup,
              channel,
              permission: channel === "webhook" ? setup.permission : channel,
              templateId: channel === setup.channel ? setup.templateId : null,
            })
          }
          options={[
            { value: "email", label: "E-mail", hint: "With the cart's items and the customer's code." },
            { value: "sms", label: "SMS", hint: "A short text with the code and the way back." },
            {
              value: "webhook",
              label: "Webhook",
              hint: "Another system is told, with the customer, the cart and the code, and sends the message itself.",
            },
          ]}
        />
      </Field>
      {lacking ? (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          No {setup.channel === "email" ? "e-mail" : "SMS"} provider is connected yet.{" "}
          <Link href="/settings/channels" target="_blank" className="underline">
            Connect one
          </Link>{" "}
          before you set this live.
        </p>
      ) : null}
    </div>
  );
}
