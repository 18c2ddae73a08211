"use client";

import { useState } from "react";
import { z } from "zod";
import { openSession } from "@/components/account/open-session";
import { PasswordInput } from "@/components/account/password-input";
import { ProviderButtons, type ProviderChoice } from "@/components/account/provider-buttons";
import { signInErrorWords } from "@/components/account/sign-in-errors";
import { Button } from "@/components/ui/button";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { safePath } from "@/lib/domain/access/safe-path";

const fields = z.object({
  email: z.string().trim().min(1, "Write your e-mail address."),
  password: z.string().min(1, "Write your password."),
});

/** E-mail address and password, and what else the installation offers. `errorCode` is what next-auth sent back with. */
export function LoginForm({
  next,
  errorCode,
  providers,
}: {
  next: string | undefined;
  errorCode: string | undefined;
  providers: readonly ProviderChoice[];
}) {
  const target = safePath(next);
  const form = useZodForm(fields, { defaultValues: { email: "", password: "" } });
  const [problem, setProblem] = useState(signInErrorWords(errorCode));
  const [leaving, setLeaving] = useState(false);

  return (
    <>
      {problem ? (
        <p role="alert" className="mb-4 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm">
          {problem}
        </p>
      ) : null}
      <Form
        form={form}
        onSubmit={async ({ email, password }) => {
          setProblem(undefined);
          const failure = await openSession(email, password);
          if (failure) {
            form.resetField("password");
            form.setFocus("password");
            form.setError("root.server", { message: failure });
            return;
          }
          setLeaving(true);
          window.location.assign(target);
        }}
      >
        <FormField form={form} name="email" label="E-mail address">
          {(field) => <Input {...field} type="email" autoComplete="username" autoFocus spellCheck={false} />}
        </FormField>
        <FormField form={form} name="password" label="Password">
          {(field) => <PasswordInput {...field} autoComplete="current-password" />}
        </FormField>
        <FormError />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="w-full"
          loading={form.formState.isSubmitting || leaving}
        >
          Sign in
        </Button>
      </Form>
      <ProviderButtons providers={providers} next={target} />
    </>
  );
}
