"use client";

import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { showFormErrors } from "@/lib/client/form-errors";
import { useConnectMailchimp } from "@/lib/client/queries/mailchimp";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type getMailchimpContract, mailchimpSettings } from "@/lib/contracts/mailchimp";

const FORM = "mailchimp";
const { listId, mergeTag, apiKey } = mailchimpSettings.shape;

/** Connects an audience by API key, or changes the connection. */
export function MailchimpDialog({
  connection,
  onClose,
}: {
  connection: ResponseOf<typeof getMailchimpContract>;
  onClose: () => void;
}) {
  const connect = useConnectMailchimp();
  const { connected } = connection;
  // A key that is left empty stays as it is, where there is one.
  const key = connected ? z.literal("").or(apiKey.unwrap()) : apiKey.unwrap();
  const form = useZodForm(z.object({ listId, mergeTag, apiKey: key }), {
    defaultValues: { listId: connection.listId, mergeTag: connection.mergeTag, apiKey: "" },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={connected ? "Change Mailchimp" : "Connect Mailchimp"}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={FORM} variant="primary" loading={form.formState.isSubmitting}>
            {connected ? "Save" : "Connect"}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        form={form}
        onSubmit={async ({ apiKey: given, ...values }) => {
          try {
            const { baseUrl } = connection;
            await connect.mutateAsync({ ...values, baseUrl, ...(given ? { apiKey: given } : {}) });
            toast.success(connected ? "Mailchimp changed" : "Mailchimp connected");
            onClose();
          } catch (error) {
            showFormErrors(form, error);
          }
        }}
      >
        <FormField
          form={form}
          name="apiKey"
          label="API key"
          hint="From your account’s extras; it ends in the data centre, such as -us21."
          required={!connected}
        >
          {(field) => (
            <Input
              {...field}
              type="password"
              autoComplete="off"
              placeholder={connected ? "Leave it empty to keep the key" : undefined}
            />
          )}
        </FormField>
        <FormField
          form={form}
          name="listId"
          label="Audience ID"
          hint="In the audience’s settings, under its name and defaults."
          required
        >
          {(field) => <Input {...field} autoComplete="off" placeholder="a1b2c3d4e5" />}
        </FormField>
        <FormField
          form={form}
          name="mergeTag"
          label="Merge tag"
          hint="The field that holds the code. It is made where the audience has none of this tag."
          required
        >
          {(field) => <Input {...field} autoComplete="off" placeholder="COUPON" />}
        </FormField>
        <FormError />
      </Form>
    </Dialog>
  );
}
