"use client";

import { z } from "zod";
import { CodeBlock } from "@/components/ui/code-block";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { resendConfig } from "@/lib/domain/message/connection";
import { SenderFields } from "./sender-fields";
import {
  CONNECTION_FORM,
  type ConnectionFormProps,
  secretPlaceholder,
  useSaveConnection,
} from "./use-connection-form";

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
        {(field) => (
          <Input
            {...field}
            type="password"
            autoComplete="off"
            placeholder={secretPlaceholder(connection, "apiKey") || "re_…"}
          />
        )}
      </FormField>
      <SenderFields form={form as never} />
      {connection?.webhookUrl ? (
        <>
          <div className="flex flex-col gap-1.5 text-sm">
            <p className="font-medium">Address for delivery reports</p>
            <p className="text-muted text-xs">
              Add it as a webhook at Resend, for delivered, bounced and complained, and paste its signing
              secret below.
            </p>
            <CodeBlock samples={[{ label: "Webhook", code: connection.webhookUrl }]} />
          </div>
          <FormField form={form} name="secrets.webhookSecret" label="Signing secret of that webhook" optional>
            {(field) => (
              <Input
                {...field}
                type="password"
                autoComplete="off"
                placeholder={secretPlaceholder(connection, "webhookSecret") || "whsec_…"}
              />
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
