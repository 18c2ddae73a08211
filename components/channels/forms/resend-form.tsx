"use client";

import { z } from "zod";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { resendConfig } from "@/lib/domain/message/connection";
import { SecretInput } from "./secret-input";
import { SenderFields } from "./sender-fields";
import { CONNECTION_FORM, type ConnectionFormProps, useSaveConnection } from "./use-connection-form";
import { WebhookAddress } from "./webhook-address";

/** Settings of a Resend account. */
export function ResendForm(props: ConnectionFormProps) {
  const { connection } = props;
  const form = useZodForm(schemaFor(connection !== null), {
    defaultValues: {
      name: connection?.name ?? "Resend",
      config: { fromName: "", fromAddress: "", replyTo: "", baseUrl: "", ...connection?.config },
      secrets: { apiKey: "", webhookSecret: "" },
    },
  });
  const save = useSaveConnection("resend", form, props);
  return (
    <Form id={CONNECTION_FORM} form={form} onSubmit={save}>
      <FormField form={form} name="name" label="Name" required>
        {(field) => <Input {...field} dir="auto" />}
      </FormField>
      <FormField form={form} name="secrets.apiKey" label="API key" required={!connection}>
        {(field) => <SecretInput {...field} connection={connection} secret="apiKey" placeholder="re_…" />}
      </FormField>
      <SenderFields form={form as never} />
      {connection?.webhookUrl ? (
        <>
          <WebhookAddress title="Address for delivery reports" url={connection.webhookUrl}>
            Add it as a webhook at Resend, for delivered, bounced and complained, and paste its signing secret
            below.
          </WebhookAddress>
          <FormField form={form} name="secrets.webhookSecret" label="Signing secret of that webhook" optional>
            {(field) => (
              <SecretInput {...field} connection={connection} secret="webhookSecret" placeholder="whsec_…" />
            )}
          </FormField>
        </>
      ) : null}
      <FormError />
    </Form>
  );
}

function schemaFor(editing: boolean) {
  return z.object({
    name: z.string().trim().min(1, "Give it a name.").max(120),
    config: resendConfig,
    secrets: z.object({
      apiKey: z
        .string()
        .trim()
        .max(500)
        .min(editing ? 0 : 1, "Paste the API key (it begins with re_)."),
      webhookSecret: z.string().trim().max(500),
    }),
  });
}
