"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { openSession } from "@/components/account/open-session";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { api } from "@/lib/client/api";
import { showFormErrors } from "@/lib/client/form-errors";
import {
  currencyCode,
  emailAddress,
  newPassword,
  PASSWORD_LENGTH,
  personName,
  timeZone,
  workspaceName,
} from "@/lib/domain/access/account";
import { currencyOptions, zoneOptions } from "@/lib/utils/world";

const fields = z.object({
  name: personName,
  email: emailAddress,
  password: newPassword,
  workspace: workspaceName,
  timeZone,
  currency: currencyCode,
});
const PATHS = {
  "user.name": "name",
  "user.email": "email",
  "user.password": "password",
  "workspace.name": "workspace",
  "workspace.timeZone": "timeZone",
  "workspace.currency": "currency",
} as const;

/** The first start: the owner's account and their workspace. */
export function SetupForm() {
  const form = useZodForm(fields, {
    defaultValues: { name: "", email: "", password: "", workspace: "", timeZone: "UTC", currency: "EUR" },
  });
  const [leaving, setLeaving] = useState(false);

  // Known only in the browser; the server draws UTC.
  useEffect(() => {
    form.setValue("timeZone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [form]);

  return (
    <Form
      form={form}
      onSubmit={async ({ name, email, password, workspace, timeZone, currency }) => {
        try {
          await api.post("/api/setup", {
            body: { user: { name, email, password }, workspace: { name: workspace, timeZone, currency } },
          });
        } catch (error) {
          return showFormErrors(form, error, PATHS);
        }
        setLeaving(true);
        const failure = await openSession(email, password);
        window.location.assign(failure ? "/login" : "/flows");
      }}
    >
      <FormField form={form} name="name" label="Your name">
        {(field) => <Input {...field} autoComplete="name" autoFocus />}
      </FormField>
      <FormField form={form} name="email" label="E-mail address">
        {(field) => <Input {...field} type="email" autoComplete="username" spellCheck={false} />}
      </FormField>
      <FormField
        form={form}
        name="password"
        label="Password"
        hint={`At least ${PASSWORD_LENGTH} characters.`}
      >
        {(field) => <PasswordInput {...field} autoComplete="new-password" />}
      </FormField>
      <hr className="my-1 border-line" />
      <FormField form={form} name="workspace" label="Workspace" hint="The name of your shop, for example.">
        {(field) => <Input {...field} autoComplete="organization" />}
      </FormField>
      <FormField
        form={form}
        name="timeZone"
        label="Time zone"
        hint="For times on the screens, and for customers whose own zone is not known."
      >
        {(field) => (
          <Combobox {...field} onChange={(zone) => field.onChange(zone ?? "UTC")} options={ZONES} />
        )}
      </FormField>
      <FormField
        form={form}
        name="currency"
        label="Currency"
        hint="All money of the workspace is counted in it."
      >
        {(field) => (
          <Combobox {...field} onChange={(code) => field.onChange(code ?? "EUR")} options={CURRENCIES} />
        )}
      </FormField>
      <FormError />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="w-full"
        loading={form.formState.isSubmitting || leaving}
      >
        Create workspace
      </Button>
    </Form>
  );
}

const ZONES = zoneOptions();
const CURRENCIES = currencyOptions();
