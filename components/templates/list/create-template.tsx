"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Segmented } from "@/components/ui/segmented";
import { showFormErrors } from "@/lib/client/form-errors";
import { useCreateTemplate } from "@/lib/client/queries/templates";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name. Customers never see it.").max(120),
  channel: z.enum(["email", "sms"]),
  starter: z.string(),
});
const FORM = "create-template";

/** Asks for a channel, where to begin and a name, then opens the editor. */
export function CreateTemplate({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const create = useCreateTemplate();
  const form = useZodForm(schema, {
    defaultValues: { name: "", channel: "email", starter: "cart-reminder" },
  });
  const channel = form.watch("channel");
  const starters = useMemo(
    () => [
      ...STARTER_TEMPLATES.filter(({ draft }) => draft.channel === channel).map(
        ({ key, name, description }) => ({
          value: key,
          label: name,
          hint: description,
        }),
      ),
      { value: "", label: "Empty", hint: channel === "email" ? "A blank page." : "A blank message." },
    ],
    [channel],
  );

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        if (!next) form.reset();
      }}
      title="Create a template"
      size="lg"
      footer={
        <>
          <DialogClose asChild>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={FORM} variant="primary" loading={form.formState.isSubmitting}>
            Create template
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        form={form}
        onSubmit={async ({ starter, ...values }) => {
          try {
            const made = await create.mutateAsync({ ...values, ...(starter ? { starter } : {}) });
            router.push(`/templates/${made.id}`);
          } catch (error) {
            showFormErrors(form, error);
          }
        }}
      >
        <FormField form={form} name="channel" label="Channel">
          {(field) => (
            <Segmented
              {...field}
              onChange={(value) => {
                field.onChange(value);
                form.setValue("starter", value === "email" ? "cart-reminder" : "cart-sms");
              }}
              options={[
                { value: "email", label: "E-mail" },
                { value: "sms", label: "SMS" },
              ]}
            />
          )}
        </FormField>
        <FormField form={form} name="starter" label="Begin with">
          {(field) => <RadioGroup {...field} cards options={starters} />}
        </FormField>
        <FormField form={form} name="name" label="Name" required>
          {(field) => <Input {...field} placeholder="Cart reminder, first day" />}
        </FormField>
        <FormError />
      </Form>
    </Dialog>
  );
}
