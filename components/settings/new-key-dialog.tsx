"use client";

import { ClientKeyFields } from "@/components/settings/client-key-fields";
import { MakeButtons, MakeDialog } from "@/components/settings/make-dialog";
import { SCOPE_WORDS } from "@/components/settings/role-words";
import { SecretLine } from "@/components/settings/secret-line";
import { CodeBlock } from "@/components/ui/code-block";
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
  return (
    <MakeDialog<NewApiKey>
      verb="Create API key"
      denied={denied}
      made={{
        title: () => "Copy the key now",
        description: "It is not shown again: only its hash is kept here.",
        done: "I have copied it",
      }}
      form={(onMade) => <KeyForm onMade={onMade} />}
    >
      {(made) => <NewKey apiKey={made} />}
    </MakeDialog>
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
      <MakeButtons verb="Create API key" loading={form.formState.isSubmitting} />
    </Form>
  );
}
