"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { showFormErrors } from "@/lib/client/form-errors";
import { useMe } from "@/lib/client/queries/me";
import { switchWorkspace, useCreateWorkspace } from "@/lib/client/queries/settings";
import { newWorkspace } from "@/lib/contracts/accounts";
import { currencyOptions, zoneOptions } from "@/lib/utils/world";

/** Makes a workspace and opens it. */
export function NewWorkspaceButton() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Create workspace</Button>}
      title="Create workspace"
      description="You own it. It begins empty."
    >
      <NewWorkspaceForm />
    </Dialog>
  );
}

function NewWorkspaceForm() {
  const { workspace } = useMe();
  const create = useCreateWorkspace();
  const form = useZodForm(newWorkspace, {
    defaultValues: { name: "", timeZone: workspace.timeZone, currency: workspace.currency },
  });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        try {
          const { id } = await create.mutateAsync(values);
          await switchWorkspace(id);
        } catch (error) {
          showFormErrors(form, error);
        }
      }}
    >
      <FormField form={form} name="name" label="Name" hint="The name of the shop, for example.">
        {(field) => <Input {...field} dir="auto" autoComplete="off" />}
      </FormField>
      <FormField form={form} name="timeZone" label="Time zone">
        {(field) => <Combobox {...field} onChange={(zone) => zone && field.onChange(zone)} options={ZONES} />}
      </FormField>
      <FormField form={form} name="currency" label="Currency">
        {(field) => (
          <Combobox {...field} onChange={(code) => code && field.onChange(code)} options={CURRENCIES} />
        )}
      </FormField>
      <FormError />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          Create workspace
        </Button>
      </div>
    </Form>
  );
}

const ZONES = zoneOptions();
const CURRENCIES = currencyOptions();
