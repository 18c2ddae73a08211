"use client";

import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { showFormErrors } from "@/lib/client/form-errors";
import { type Topic, useCreateTopic, useUpdateTopic } from "@/lib/client/queries/topics";
import { topicDescription, topicName } from "@/lib/contracts/topics";
import { topicKey } from "@/lib/domain/customer/consent";
import { topicKeyFrom } from "@/lib/domain/customer/topic-key";

const FORM = "topic";
const fields = z.object({
  name: topicName,
  description: topicDescription,
  /** Empty: made from the name. */
  key: topicKey.or(z.literal("")),
});

/** Makes a topic, or changes what one is called. */
export function TopicDialog({ topic, onClose }: { topic: Topic | null; onClose: () => void }) {
  const create = useCreateTopic();
  const update = useUpdateTopic();
  const form = useZodForm(fields, {
    defaultValues: { name: topic?.name ?? "", description: topic?.description ?? "", key: topic?.key ?? "" },
  });
  const name = form.watch("name");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={topic ? `Edit ${topic.name}` : "Create topic"}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={FORM} variant="primary" loading={form.formState.isSubmitting}>
            {topic ? "Save" : "Create topic"}
          </Button>
        </>
      }
    >
      <Form
        id={FORM}
        form={form}
        onSubmit={async ({ name, description, key }) => {
          try {
            if (topic) await update.mutateAsync({ id: topic.id, name, description });
            else await create.mutateAsync({ name, description, ...(key ? { key } : {}) });
            toast.success(topic ? "Topic saved" : "Topic created", { description: name });
            onClose();
          } catch (error) {
            showFormErrors(form, error);
          }
        }}
      >
        <FormField
          form={form}
          name="name"
          label="Name"
          hint="Customers read it where they choose what they want."
          required
        >
          {(field) => <Input {...field} autoComplete="off" dir="auto" placeholder="Cart reminders" />}
        </FormField>
        <FormField
          form={form}
          name="description"
          label="Description"
          hint="One sentence for customers: what they get, and how often."
          optional
        >
          {(field) => <Textarea {...field} rows={2} dir="auto" />}
        </FormField>
        {topic ? null : (
          <FormField
            form={form}
            name="key"
            label="Key"
            hint="Your shop's programs name the topic by it. It cannot be changed later."
            optional
          >
            {(field) => (
              <Input
                {...field}
                autoComplete="off"
                spellCheck={false}
                placeholder={name.trim() ? topicKeyFrom(name, new Set()) : "cart-reminders"}
              />
            )}
          </FormField>
        )}
        <FormError />
      </Form>
    </Dialog>
  );
}
