"use client";

import { CircleAlert, CircleCheck, Send } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { showFormErrors } from "@/lib/client/form-errors";
import { useDeniedReason, useMe } from "@/lib/client/queries/me";
import { type PreviewSource, useTestTemplate } from "@/lib/client/queries/templates";
import type { TemplateDraft } from "@/lib/domain/message/template";
import { PreviewSourcePicker } from "../preview/preview-source-picker";

const FORM = "test-send";
const schema = z.object({ to: z.string().trim().min(3, "Write an address.") });

/** Sends the draft as it is on screen to one address, marked as a test, and shows what the provider answered. */
export function TestSend({ draft }: { draft: TemplateDraft }) {
  const [open, setOpen] = useState(false);
  const [source, setSource] = useState<PreviewSource>({});
  const { user } = useMe();
  const denied = useDeniedReason()("messages:test", "send tests");
  const test = useTestTemplate();
  const email = draft.channel === "email";
  const form = useZodForm(schema, { defaultValues: { to: email ? (user?.email ?? "") : "" } });
  const result = test.data;

  return (
    <>
      <Button disabledReason={denied} onClick={() => setOpen(true)}>
        <Send aria-hidden />
        Send test
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          test.reset();
        }}
        title="Send a test"
        description="As it is written now, published or not. It takes no code and is counted nowhere."
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
              await test.mutateAsync({ draft, source, to });
            } catch (error) {
              showFormErrors(form, error);
            }
          }}
        >
          <FormField
            form={form}
            name="to"
            label={email ? "To" : "To, with country code"}
            required
            hint={email ? "The subject begins with [Test]." : "The text begins with [Test]."}
          >
            {(field) => (
              <Input
                {...field}
                type={email ? "email" : "tel"}
                placeholder={email ? "you@example.com" : "+31 20 123 4567"}
              />
            )}
          </FormField>
          <PreviewSourcePicker source={source} onChange={setSource} />
          <FormError />
          {result ? (
            <p
              role="status"
              className={
                result.outcome === "accepted"
                  ? "flex gap-2 rounded-md bg-ok-soft px-3 py-2 text-ok text-sm"
                  : "flex gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm"
              }
            >
              {result.outcome === "accepted" ? (
                <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden />
              ) : (
                <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
              )}
              <span className="min-w-0 break-words">
                {result.outcome === "accepted" ? "The provider took it: " : "It was not sent: "}
                {result.answer}
              </span>
            </p>
          ) : null}
        </Form>
      </Dialog>
    </>
  );
}
