"use client";

import { useState } from "react";
import { z } from "zod";
import { openSession } from "@/components/account/open-session";
import { PasswordInput } from "@/components/account/password-input";
import { ProviderButtons, type ProviderChoice } from "@/components/account/provider-buttons";
import { Button } from "@/components/ui/button";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { api } from "@/lib/client/api";
import { showFormErrors } from "@/lib/client/form-errors";
import { newAccount } from "@/lib/contracts/team";
import { PASSWORD_LENGTH } from "@/lib/domain/access/account";

type Needs = "new" | "password" | "signed-in" | "outside";

const FIELDS = {
  new: newAccount,
  password: z.object({ name: z.string(), password: z.string().min(1, "Write your password.") }),
  "signed-in": z.object({ name: z.string(), password: z.string() }),
  outside: z.object({ name: z.string(), password: z.string() }),
} satisfies Record<Needs, z.ZodType>;

/** What an invited person still has to say before they join. */
export function AcceptForm({
  token,
  email,
  needs,
  providers,
}: {
  token: string;
  email: string;
  needs: Needs;
  providers: readonly ProviderChoice[];
}) {
  const form = useZodForm(FIELDS[needs], { defaultValues: { name: "", password: "" } });
  const [leaving, setLeaving] = useState(false);
  const here = `/invite/${token}`;

  if (needs === "outside") {
    return (
      <>
        <p className="text-muted text-sm">
          {email} has an account here without a password. Sign in with the provider it was made with; you come
          back to this page.
        </p>
        <ProviderButtons providers={providers} next={here} />
      </>
    );
  }
  return (
    <>
      <Form
        form={form}
        onSubmit={async ({ name, password }) => {
          try {
            await api.post("/api/v1/invitations/accept", {
              body: {
                token,
                ...(needs === "new" ? { name, password } : needs === "password" ? { password } : {}),
              },
              redirectWhenSignedOut: false,
            });
          } catch (error) {
            return showFormErrors(form, error);
          }
          setLeaving(true);
          const failure = needs === "signed-in" ? null : await openSession(email, password);
          window.location.assign(failure ? "/login" : "/flows");
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {needs === "new" ? (
          <>
            <FormField form={form} name="name" label="Your name">
              {(field) => <Input {...field} autoComplete="name" autoFocus />}
            </FormField>
            <FormField
              form={form}
              name="password"
              label="Choose a password"
              hint={`At least ${PASSWORD_LENGTH} characters.`}
            >
              {(field) => <PasswordInput {...field} autoComplete="new-password" />}
            </FormField>
          </>
        ) : null}
        {needs === "password" ? (
          <FormField
            form={form}
            name="password"
            label="Your password"
            hint={`${email} has an account here already. Its password shows that it is yours.`}
          >
            {(field) => <PasswordInput {...field} autoComplete="current-password" autoFocus />}
          </FormField>
        ) : null}
        <FormError />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="w-full"
          loading={form.formState.isSubmitting || leaving}
        >
          Join workspace
        </Button>
      </Form>
      {needs === "new" ? <ProviderButtons providers={providers} next="/flows" /> : null}
    </>
  );
}
