"use client";

import { z } from "zod";
import { useZodForm } from "@/components/ui/form";
import { eventDefinitionInput, roleIssues } from "@/lib/domain/event/definition";

/** As the API takes it, but for the role, which a group of radio buttons names also when there is none. */
const schema = eventDefinitionInput
  .extend({ role: z.enum(["none", "cart", "order"]) })
  .superRefine(({ role, properties }, context) => {
    for (const { message, fix } of roleIssues(role === "none" ? null : role, properties)) {
      context.addIssue({ code: "custom", path: ["role"], message: `${message} ${fix ?? ""}` });
    }
  });

export type DefinitionForm = ReturnType<typeof useDefinitionForm>;
export type DefinitionFormValues = z.output<typeof schema>;

/** The form of a definition, with these values to begin with. */
export function useDefinitionForm(defaultValues: z.input<typeof schema>) {
  return useZodForm(schema, { defaultValues });
}
