"use client";

import { toast } from "sonner";
import { PasswordPart } from "@/components/settings/password-part";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { showFormErrors } from "@/lib/client/form-errors";
import { useMe } from "@/lib/client/queries/me";
import { useChangeName } from "@/lib/client/queries/settings";
import { changeNameContract } from "@/lib/contracts/accounts";

/** One's own name and password, the same in all workspaces. */
export function AccountScreen() {
  return (
    <Page width="narrow" className="mx-0">
      <PageHeader title="Account" description="Yours, in all your workspaces." />
      <NamePart />
      <PasswordPart />
    </Page>
  );
}

function NamePart() {
  const { user } = useMe();
  const change = useChangeName();
  const form = useZodForm(changeNameContract.body!, { defaultValues: { name: user.name } });
  return (
    <Card title="You">
      <Form
        form={form}
        onSubmit={async (values) => {
          try {
            await change.mutateAsync(values);
            form.reset(values);
            toast.success("Saved");
          } catch (error) {
            showFormErrors(form, error);
          }
        }}
      >
        <FormField form={form} name="name" label="Name" hint="The others see it beside what you do.">
          {(field) => <Input {...field} dir="auto" autoComplete="name" />}
        </FormField>
        <Field label="E-mail address" hint="You sign in with it. It cannot be changed.">
          <Input value={user.email} readOnly />
        </Field>
        <FormError />
        <div className="flex justify-end">
          <Button
            type="submit"
            loading={form.formState.isSubmitting}
            disabledReason={form.formState.isDirty ? null : "Nothing is changed."}
          >
            Save
          </Button>
        </div>
      </Form>
    </Card>
  );
}
