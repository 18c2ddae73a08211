"use client";

import { z } from "zod";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { smtpConfig } from "@/lib/domain/message/connection";
import { SenderFields } from "./sender-fields";
import {
  CONNECTION_FORM,
  type ConnectionFormProps,
  secretPlaceholder,
  useSaveConnection,
} from "./use-connection-form";

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(120),
  config: smtpConfig.extend({ port: z.number("Write a port, such as 587.").int().min(1).max(65_535) }),
  secrets: z.object({ password: z.string().max(500) }),
});

/** Settings of an SMTP server. */
export function SmtpForm(props: ConnectionFormProps) {
  const { connection } = props;
  const form = useZodForm(schema, {
    defaultValues: {
      name: connection?.name ?? "SMTP",
      config: {
        host: "",
        port: 587,
        security: "starttls",
        username: "",
        fromName: "",
        fromAddress: "",
        replyTo: "",
        ...connection?.config,
      },
      secrets: { password: "" },
    },
  });
  const save = useSaveConnection("smtp", form, props);
  return (
    <Form id={CONNECTION_FORM} form={form} onSubmit={save}>
      <FormField form={form} name="name" label="Name" required>
        {(field) => <Input {...field} dir="auto" />}
      </FormField>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-[minmax(0,1fr)_110px]">
        <FormField form={form} name="config.host" label="Server" required>
          {(field) => <Input {...field} placeholder="smtp.example.com" />}
        </FormField>
        <FormField form={form} name="config.port" label="Port" required>
          {(field) => <NumberInput {...field} onChange={(value) => field.onChange(value ?? 0)} integer />}
        </FormField>
      </div>
      <FormField form={form} name="config.security" label="Encryption">
        {(field) => (
          <Select
            {...field}
            options={[
              { value: "starttls", label: "STARTTLS", hint: "Usual on port 587" },
              { value: "tls", label: "TLS from the start", hint: "Usual on port 465" },
              { value: "none", label: "None", hint: "Only for a catcher on this machine" },
            ]}
          />
        )}
      </FormField>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <FormField form={form} name="config.username" label="User name" optional>
          {(field) => <Input {...field} autoComplete="off" />}
        </FormField>
        <FormField form={form} name="secrets.password" label="Password" optional>
          {(field) => (
            <Input
              {...field}
              type="password"
              autoComplete="new-password"
              placeholder={secretPlaceholder(connection, "password")}
            />
          )}
        </FormField>
      </div>
      <SenderFields form={form as never} />
      <FormError />
    </Form>
  );
}
