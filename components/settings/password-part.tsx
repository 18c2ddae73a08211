"use client";

import { toast } from "sonner";
import { z } from "zod";
import { openSession } from "@/components/account/open-session";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { api } from "@/lib/client/api";
import { showFormErrors } from "@/lib/client/form-errors";
import { useMe } from "@/lib/client/queries/me";
import { newPassword, PASSWORD_LENGTH } from "@/lib/domain/access/account";

const fields = z.object({ current: z.string().min(1, "Write your present password."), next: newPassword });

/** Changes one's own password, and signs in again with it: the old sessions have ended. */
export function PasswordPart() {
  const { user } = useMe();
  const form = useZodForm(fields, { defaultValues: { current: "", next: "" } });
  return (
    <Card title="Password" description="Changing it signs you out everywhere else.">
      <Form
        form={form}
        onSubmit={async (values) => {
          try {
            await api.put("/api/v1/me/password", { body: values, redirectWhenSignedOut: false });
          } catch (error) {
            return showFormErrors(form, error);
          }
          if (await openSession(user.email, values.next)) return window.location.assign("/login");
          form.reset();
          toast.success("Password changed", { description: "You are signed out everywhere else." });
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
        <FormField form={form} name="current" label="Present password">
          {(field) => <PasswordInput {...field} autoComplete="current-password" />}
        </FormField>
        <FormField
          form={form}
          name="next"
          label="New password"
          hint={`At least ${PASSWORD_LENGTH} characters.`}
        >
          {(field) => <PasswordInput {...field} autoComplete="new-password" />}
        </FormField>
        <FormError />
        <div className="flex justify-end">
          <Button type="submit" loading={form.formState.isSubmitting}>
            Change password
          </Button>
        </div>
      </Form>
    </Card>
  );
}
