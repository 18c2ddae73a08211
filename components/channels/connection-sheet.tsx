"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Sheet } from "@/components/ui/sheet";
import type { ChannelConnection } from "@/lib/client/queries/channels";
import { PROVIDERS, type Provider } from "@/lib/domain/message/connection";
import { HttpForm } from "./forms/http-form";
import { ResendForm } from "./forms/resend-form";
import { SmtpForm } from "./forms/smtp-form";
import { TwilioForm } from "./forms/twilio-form";
import { CONNECTION_FORM, type ConnectionFormProps } from "./forms/use-connection-form";

const HINTS: Record<Provider, string> = {
  smtp: "Your own server, or any provider that gives you SMTP settings.",
  resend: "By API key. A lost answer never sends a mail twice.",
  twilio: "By account and auth token, with reports of what arrived.",
  http: "Any gateway that takes a request: you say where and what.",
};
const FORMS: Record<Provider, (props: ConnectionFormProps) => React.ReactNode> = {
  smtp: SmtpForm,
  resend: ResendForm,
  twilio: TwilioForm,
  http: HttpForm,
};

/** Connects a provider of a channel, or changes a connection. */
export function ConnectionSheet({
  channel,
  connection,
  onClose,
  onSaved,
}: {
  channel: "email" | "sms";
  /** null: a new one */
  connection: ChannelConnection | null;
  onClose: () => void;
  onSaved: (connection: ChannelConnection) => void;
}) {
  const offered = (Object.keys(PROVIDERS) as Provider[]).filter((key) => PROVIDERS[key].channel === channel);
  const [provider, setProvider] = useState<Provider>(connection?.provider ?? offered[0]!);
  const [saving, setSaving] = useState(false);
  const ProviderForm = FORMS[provider];

  return (
    <Sheet
      open
      width="lg"
      onOpenChange={(open) => !open && onClose()}
      title={connection ? connection.name : `Connect ${channel === "email" ? "e-mail" : "SMS"}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={CONNECTION_FORM} variant="primary" loading={saving}>
            {connection ? "Save settings" : "Connect"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {connection ? null : (
          <Field label="Provider">
            <RadioGroup
              cards
              value={provider}
              onChange={setProvider}
              options={offered.map((key) => ({ value: key, label: PROVIDERS[key].label, hint: HINTS[key] }))}
            />
          </Field>
        )}
        <ProviderForm key={provider} connection={connection} onSaved={onSaved} onBusy={setSaving} />
      </div>
    </Sheet>
  );
}
