"use client";

import type { UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/ui/form";
import { Input } from "@/components/ui/input";

type WithSender = { config: { fromName?: string; fromAddress: string; replyTo?: string } };

/** Whom mail comes from. The same for every provider of e-mail. */
export function SenderFields<Output>({ form }: { form: UseFormReturn<WithSender, unknown, Output> }) {
  return (
    <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      <FormField form={form} name="config.fromName" label="Sender's name">
        {(field) => <Input {...field} dir="auto" placeholder="Harbour Goods" />}
      </FormField>
      <FormField form={form} name="config.fromAddress" label="Sender's address" required>
        {(field) => <Input {...field} type="email" placeholder="shop@example.com" />}
      </FormField>
      <FormField form={form} name="config.replyTo" label="Answers go to" optional className="sm:col-span-2">
        {(field) => <Input {...field} type="email" placeholder="The sender's address" />}
      </FormField>
    </div>
  );
}
