"use client";

import { z } from "zod";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { twilioConfig } from "@/lib/domain/message/connection";
import { SecretInput } from "./secret-input";
import { CONNECTION_FORM, type ConnectionFormProps, useSaveConnection } from "./use-connection-form";
import { WebhookAddress } from "./webhook-address";

/** Settings of a Twilio account. */
export function TwilioForm(props: ConnectionFormProps) {
  const { connection } = props;
  const form = useZodForm(schemaFor(connection !== null), {
    defaultValues: {
      name: connection?.name ?? "Twilio",
      config: { accountSid: "", from: "", baseUrl: "", ...connection?.config },
      secrets: { authToken: "" },
    },
  });
  const save = useSaveConnection("twilio", form, props);
  return (
    <Form id={CONNECTION_FORM} form={form} onSubmit={save}>
      <FormField form={form} name="name" label="Name" required>
        {(field) => <Input {...field} dir="auto" />}
      </FormField>
      <FormField form={form} name="config.accountSid" label="Account SID" required>
        {(field) => <Input {...field} autoComplete="off" placeholder="AC…" />}
      </FormField>
      <FormField form={form} name="secrets.authToken" label="Auth token" required={!connection}>
        {(field) => <SecretInput {...field} connection={connection} secret="authToken" />}
      </FormField>
      <FormField
        form={form}
        name="config.from"
        label="From"
        hint="A number, an alphanumeric sender, or a messaging service (MG…)."
        required
      >
        {(field) => <Input {...field} placeholder="+15005550006" />}
      </FormField>
      {connection?.webhookUrl ? (
        <WebhookAddress title="Address for incoming messages" url={connection.webhookUrl}>
          Set it at Twilio for the number, and customers who answer STOP are opted out. Delivery reports come
          by themselves.
        </WebhookAddress>
      ) : null}
      <FormError />
    </Form>
  );
}

function schemaFor(editing: boolean) {
  return z.object({
    name: z.string().trim().min(1, "Give it a name.").max(120),
    config: twilioConfig,
    secrets: z.object({
      authToken: z
        .string()
        .trim()
        .max(500)
        .min(editing ? 0 : 1, "Paste the auth token."),
    }),
  });
}
