"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { httpConfig } from "@/lib/domain/message/connection";
import {
  CONNECTION_FORM,
  type ConnectionFormProps,
  secretPlaceholder,
  useSaveConnection,
} from "./use-connection-form";

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(120),
  config: httpConfig,
  secrets: z.object({ token: z.string().max(2000) }),
});

/** Settings of a gateway that takes an HTTP request. */
export function HttpForm(props: ConnectionFormProps) {
  const { connection } = props;
  const form = useZodForm(schema, {
    defaultValues: {
      name: connection?.name ?? "SMS gateway",
      config: {
        url: "",
        method: "POST",
        contentType: "application/json",
        headers: [],
        body: '{"to":"{{ to }}","from":"{{ from }}","text":"{{ text }}"}',
        from: "",
        idempotent: false,
        ...connection?.config,
      },
      secrets: { token: "" },
    },
  });
  const headers = useFieldArray({ control: form.control, name: "config.headers" });
  const save = useSaveConnection("http", form, props);
  const method = form.watch("config.method");
  return (
    <Form id={CONNECTION_FORM} form={form} onSubmit={save}>
      <FormField form={form} name="name" label="Name" required>
        {(field) => <Input {...field} dir="auto" />}
      </FormField>
      <div className="grid grid-cols-[110px_minmax(0,1fr)] gap-4">
        <FormField form={form} name="config.method" label="Method">
          {(field) => (
            <Select {...field} options={["POST", "PUT", "GET"].map((value) => ({ value, label: value }))} />
          )}
        </FormField>
        <FormField form={form} name="config.url" label="Address" required>
          {(field) => <Input {...field} placeholder="https://gateway.example.com/messages" />}
        </FormField>
      </div>
      <div className="flex flex-col gap-2">
        <p className="font-medium text-sm">Headers</p>
        {headers.fields.map((row, index) => (
          <div key={row.id} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_32px] items-start gap-2">
            <FormField
              form={form}
              name={`config.headers.${index}.name`}
              label={`Header ${index + 1}`}
              hideLabel
            >
              {(field) => <Input {...field} placeholder="Authorization" />}
            </FormField>
            <FormField
              form={form}
              name={`config.headers.${index}.value`}
              label={`Value ${index + 1}`}
              hideLabel
            >
              {(field) => <Input {...field} placeholder="Bearer {{ token }}" />}
            </FormField>
            <IconButton label="Remove header" onClick={() => headers.remove(index)}>
              <X />
            </IconButton>
          </div>
        ))}
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          onClick={() => headers.append({ name: "", value: "" })}
        >
          <Plus aria-hidden />
          Add header
        </Button>
      </div>
      {method === "GET" ? null : (
        <>
          <FormField form={form} name="config.contentType" label="Body is">
            {(field) => (
              <Select
                {...field}
                options={[
                  { value: "application/json", label: "JSON" },
                  { value: "application/x-www-form-urlencoded", label: "A form" },
                ]}
              />
            )}
          </FormField>
          <FormField
            form={form}
            name="config.body"
            label="Body"
            hint="{{ to }}, {{ from }}, {{ text }}, {{ id }} and {{ token }} are filled in, escaped for where they stand."
          >
            {(field) => <Textarea {...field} mono rows={4} />}
          </FormField>
        </>
      )}
      <FormField form={form} name="config.from" label="From" optional>
        {(field) => <Input {...field} />}
      </FormField>
      <FormField form={form} name="secrets.token" label="Secret, as {{ token }}" optional>
        {(field) => (
          <Input
            {...field}
            type="password"
            autoComplete="off"
            placeholder={secretPlaceholder(connection, "token")}
          />
        )}
      </FormField>
      <FormField form={form} name="config.idempotent" label="Repeated requests" hideLabel>
        {(field) => (
          <Switch
            {...field}
            label="The gateway drops repeated requests"
            hint="It looks at the Idempotency-Key header. Then a lost answer is tried again; otherwise it is not."
          />
        )}
      </FormField>
      <FormError />
    </Form>
  );
}
