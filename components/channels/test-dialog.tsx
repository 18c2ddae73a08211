"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { showFormErrors } from "@/lib/client/form-errors";
import { type ChannelConnection, useTestChannel } from "@/lib/client/queries/channels";
import { useMe } from "@/lib/client/queries/me";
import { cn } from "@/lib/utils/cn";

const FORM = "test-connection";
const schema = z.object({ to: z.string().trim().min(3, "Write an address.") });
const OUTCOMES = {
  accepted: "The provider took it: ",
  rejected: "The provider refused it: ",
  retry: "It did not get through: ",
  unknown: "The answer was lost: ",
} as const;

/** Sends a short message through one connection and shows the provider's own answer. */
export function TestDialog({ connection, onClose }: { connection: ChannelConnection; onClose: () => void }) {
  const test = useTestChannel();
  const { user } = useMe();
  const email = connection.channel === "email";
  const form = useZodForm(schema, { defaultValues: { to: email ? (user?.email ?? "") : "" } });
  const result = test.data;
  const fine = result?.outcome === "accepted";

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Send a test through “${connection.name}”`}
      footer={
        <Button type="submit" form={FORM} variant="primary" loading={form.formState.isSubmitting}>
          Send test
        </Button>
      }
    >
      <Form
        id={FORM}
        form={form}
        onSubmit={async ({ to }) => {
          try {
            await test.mutateAsync({ id: connection.id, to });
          } catch (error) {
            showFormErrors(form, error);
          }
        }}
      >
        <FormField form={form} name="to" label={email ? "To" : "To, with country code"} required>
          {(field) => (
            <Input
              {...field}
              type={email ? "email" : "tel"}
              placeholder={email ? "you@example.com" : "+31 20 123 4567"}
            />
          )}
        </FormField>
        <FormError />
        {result ? (
          <p
            role="status"
            className={cn(
              "flex gap-2 rounded-md px-3 py-2 text-sm",
              fine ? "bg-ok-soft text-ok" : "bg-bad-soft text-bad",
            )}
          >
            {fine ? (
              <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
            ) : (
              <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
            )}
            <span className="min-w-0 break-words">
              {OUTCOMES[result.outcome]}
              {result.answer}
            </span>
          </p>
        ) : null}
      </Form>
    </Dialog>
  );
}
