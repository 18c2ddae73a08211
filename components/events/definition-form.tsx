"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form, FormError, FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { showFormErrors } from "@/lib/client/form-errors";
import { completeRole } from "@/lib/domain/event/complete-role";
import type { EventDefinitionInput, PropertyDefinition } from "@/lib/domain/event/definition";
import { titleOf } from "@/lib/domain/event/title-of";
import { PropertyRows } from "./property-rows";
import { type DefinitionFormValues, useDefinitionForm } from "./use-definition-form";

/** The form of a new or existing definition. `warnings` gets the properties as they stand, to say what saving them would do. */
export function DefinitionFormCard({
  initial,
  isNew,
  saveVerb,
  cancelHref,
  warnings,
  onSave,
}: {
  initial: EventDefinitionInput;
  isNew: boolean;
  saveVerb: string;
  cancelHref: string;
  warnings?: (properties: PropertyDefinition[]) => ReactNode;
  onSave: (values: EventDefinitionInput) => Promise<unknown>;
}) {
  const router = useRouter();
  const form = useDefinitionForm({ ...initial, role: initial.role ?? "none" });
  const name = useWatch({ control: form.control, name: "name" });
  const properties = useWatch({ control: form.control, name: "properties" }) as
    | PropertyDefinition[]
    | undefined;

  const save = async ({ role, ...values }: DefinitionFormValues) => {
    try {
      await onSave({ ...values, role: role === "none" ? null : role });
    } catch (error) {
      showFormErrors(form, error);
    }
  };

  return (
    <Form form={form} onSubmit={save} className="gap-5">
      <Card title="The event">
        <div className="grid gap-4 md:grid-cols-2">
          <FormField
            form={form}
            name="name"
            label="Name"
            hint={
              isNew
                ? "As your code writes it. It cannot be changed later."
                : "Senders and flows know the event by it, so it stays."
            }
          >
            {(field) => (
              <Input
                {...field}
                placeholder="itemAddedToCart"
                className="font-mono"
                autoComplete="off"
                spellCheck={false}
                disabled={!isNew}
              />
            )}
          </FormField>
          <FormField form={form} name="title" label="Title" optional hint="As people read it.">
            {(field) => (
              <Input {...field} placeholder={name ? titleOf(name) : "Item added to cart"} dir="auto" />
            )}
          </FormField>
          <FormField form={form} name="description" label="Description" optional className="md:col-span-2">
            {(field) => (
              <Textarea
                {...field}
                rows={2}
                placeholder="When it is sent, and by which part of the shop"
                dir="auto"
              />
            )}
          </FormField>
        </div>
      </Card>
      <Card
        title="What it means"
        description="Flows and reports read more from a cart or an order than that it happened."
      >
        <FormField form={form} name="role" label="What it means" hideLabel>
          {({ onChange, ...field }) => (
            <RadioGroup
              {...field}
              cards
              className="grid md:grid-cols-3"
              onChange={(role) => {
                onChange(role);
                const completed = completeRole(
                  role === "none" ? null : role,
                  form.getValues("properties") as PropertyDefinition[],
                );
                form.setValue("properties", completed, { shouldDirty: true });
              }}
              options={[
                { value: "none", label: "Something happened", hint: "It can start, move and end flows." },
                {
                  value: "cart",
                  label: "A cart",
                  hint: "Messages can list its items. Needs items, currency and total.",
                },
                {
                  value: "order",
                  label: "An order",
                  hint: "Counts as revenue and as a goal. Needs total and currency.",
                },
              ]}
            />
          )}
        </FormField>
      </Card>
      <PropertyRows form={form} />
      {warnings?.(properties ?? [])}
      <FormError />
      <div className="flex justify-end gap-2">
        <Button onClick={() => router.push(cancelHref)}>Cancel</Button>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          {saveVerb}
        </Button>
      </div>
    </Form>
  );
}
