"use client";

import { useState } from "react";
import { ClientKeyFields } from "@/components/settings/client-key-fields";
import { SCOPE_WORDS } from "@/components/settings/role-words";
import { SecretLine } from "@/components/settings/secret-line";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { showFormErrors } from "@/lib/client/form-errors";
import { type NewApiKey, useCreateApiKey } from "@/lib/client/queries/api-keys";
import { useDeniedReason, useMe } from "@/lib/client/queries/me";
import { newApiKey } from "@/lib/contracts/api-keys";
import { KEY_SCOPES, permissionsToMake } from "@/lib/domain/access/permissions";

/** Makes a key, and shows its secret the one time it can be seen. */
export function NewKeyButton() {
  const denied = useDeniedReason()("api-keys:write", "make API keys");
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) setMade(null);
  };
  return (
    <>
      <Button variant="primary" disabledReason={denied} onClick={() => show(true)}>
        Create API key
      </Button>
      <Dialog
        open={open}
        onOpenChange={show}
        title={made ? "Copy the key now" : "Create API key"}
        description={made ? "It is not shown again: only its hash is kept here." : undefined}
        footer={
          made ? (
            <DialogClose asChild>
              <Button variant="primary">I have copied it</Button>
            </DialogClose>
          ) : undefined
        }
      >
        {made ? <NewKey apiKey={made} /> : <KeyForm onMade={setMade} />}
      </Dialog>
    </>
  );
}

function NewKey({ apiKey }: { apiKey: NewApiKey }) {
  const call = apiKey.scope === "client" ? clientCall(apiKey) : serverCall(apiKey);
  return (
    <div className="flex flex-col gap-4 text-sm">
      <SecretLine value={apiKey.secret} what="key" />
      <div>
        <p className="mb-1.5 text-muted">Try it:</p>
        <CodeBlock samples={[{ label: "curl", code: call }]} />
      </div>
    </div>
  );
}

function clientCall({ secret, origins }: NewApiKey): string {
  return `curl "${window.location.origin}/client/v1/validate?code=WELCOME" \\
  -H "X-Client-Application-Id: shop" \\
  -H "X-Client-Token: ${secret}" \\
  -H "Origin: ${origins[0] ?? ""}"`;
}

function serverCall(apiKey: NewApiKey): string {
  return apiKey.scope === "write"
    ? `curl ${window.location.origin}/api/v1/customers \\
  -H "Authorization: Bearer ${apiKey.secret}" \\
  -H "Content-Type: application/json" \\
  -d '{"externalId": "customer-1", "email": "customer@shop.example"}'`
    : `curl ${window.location.origin}/api/v1/me \\
  -H "Authorization: Bearer ${apiKey.secret}"`;
}

function KeyForm({ onMade }: { onMade: (key: NewApiKey) => void }) {
  const me = useMe();
  const create = useCreateApiKey();
  const form = useZodForm(newApiKey, { defaultValues: { name: "", scope: "write" } });
  const scope = form.watch("scope");
  const options = KEY_SCOPES.map((scope) => {
    const beyond = permissionsToMake(scope).some((permission) => !me.permissions.includes(permission));
    const hint = beyond
      ? `Your role (${me.role}) cannot make one: it may do more than you.`
      : SCOPE_WORDS[scope];
    return { value: scope, label: scope, hint, disabled: beyond };
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        try {
          onMade(await create.mutateAsync(values));
        } catch (error) {
          showFormErrors(form, error);
        }
      }}
    >
      <FormField
        form={form}
        name="name"
        label="Name"
        hint="After what uses it: “Web shop”, “Nightly export”."
      >
        {(field) => <Input {...field} autoComplete="off" dir="auto" />}
      </FormField>
      <FormField form={form} name="scope" label="Scope">
        {({ onChange, ...field }) => (
          <RadioGroup
            {...field}
            options={options}
            onChange={(next) => {
              onChange(next);
              // What was chosen for a client key means nothing for another.
              form.setValue("origins", undefined);
              form.setValue("calls", undefined);
            }}
          />
        )}
      </FormField>
      {scope === "client" ? <ClientKeyFields form={form} /> : null}
      <FormError />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          Create API key
        </Button>
      </div>
    </Form>
  );
}
