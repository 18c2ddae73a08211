"use client";

import { useState } from "react";
import { SecretLine } from "@/components/settings/secret-line";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { showFormErrors } from "@/lib/client/form-errors";
import { useCreateWebhook, useUpdateWebhook, type Webhook } from "@/lib/client/queries/webhooks";
import { newWebhook } from "@/lib/contracts/webhooks";
import { EventsInput } from "./events-input";

const FORM = "webhook";

/** Makes a webhook and shows its secret the one time it can be seen; or changes one. */
export function WebhookDialog({ webhook, onClose }: { webhook: Webhook | null; onClose: () => void }) {
  const [secret, setSecret] = useState<string | null>(null);
  const create = useCreateWebhook();
  const update = useUpdateWebhook();
  const form = useZodForm(newWebhook, {
    defaultValues: webhook
      ? { name: webhook.name, url: webhook.url, events: webhook.events }
      : { name: "", url: "", events: [] },
  });
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={secret ? "Copy the signing secret now" : webhook ? "Edit webhook" : "Create webhook"}
      description={secret ? "It is not shown again. A new one can be made at any time." : undefined}
      footer={
        secret ? (
          <Button variant="primary" onClick={onClose}>
            I have copied it
          </Button>
        ) : (
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={FORM} variant="primary" loading={form.formState.isSubmitting}>
              {webhook ? "Save" : "Create webhook"}
            </Button>
          </>
        )
      }
    >
      {secret ? (
        <div className="flex flex-col gap-3 text-sm">
          <SecretLine value={secret} what="signing secret" />
          <p className="text-muted">
            Every call is signed with it as Standard Webhooks asks: its libraries check the headers
            webhook-id, webhook-timestamp and webhook-signature.
          </p>
        </div>
      ) : (
        <Form
          id={FORM}
          form={form}
          onSubmit={async (values) => {
            try {
              if (webhook) {
                await update.mutateAsync({ id: webhook.id, ...values });
                onClose();
              } else setSecret((await create.mutateAsync(values)).secret);
            } catch (error) {
              showFormErrors(form, error);
            }
          }}
        >
          <FormField
            form={form}
            name="name"
            label="Name"
            hint="After what listens: “Bookkeeping”, “Data lake”."
          >
            {(field) => <Input {...field} autoComplete="off" dir="auto" />}
          </FormField>
          <FormField form={form} name="url" label="Address" hint="Events are posted there as JSON.">
            {(field) => (
              <Input {...field} type="url" autoComplete="off" placeholder="https://shop.example/events" />
            )}
          </FormField>
          <FormField form={form} name="events" label="Events">
            {({ value, onChange }) => <EventsInput value={value} onChange={onChange} />}
          </FormField>
          <FormError />
        </Form>
      )}
    </Dialog>
  );
}
