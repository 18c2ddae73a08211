"use client";

import { z } from "zod";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { FormField, useZodForm } from "@/components/ui/form";
import { RadioGroup } from "@/components/ui/radio-group";
import type { Workspace } from "@/lib/client/queries/settings";

const fields = z.object({ consentPolicy: z.enum(["opt-in", "opt-out"]) });

/** Whom marketing may be sent to. */
export function ConsentPart({ workspace }: { workspace: Workspace }) {
  const { consentPolicy } = workspace.settings;
  const form = useZodForm(fields, { defaultValues: { consentPolicy } });
  return (
    <WorkspacePart
      form={form}
      title="Consent"
      description="Whoever said no is never sent marketing. This is about customers who said nothing."
      toChange={(settings) => ({ settings })}
    >
      <FormField
        form={form}
        name="consentPolicy"
        label="Customers who have said neither yes nor no"
        hideLabel
      >
        {(field) => (
          <RadioGroup
            {...field}
            options={[
              {
                value: "opt-in",
                label: "Send only after a yes",
                hint: "What most of Europe asks for. The shop sends the yes with the customer.",
              },
              {
                value: "opt-out",
                label: "Send until a no",
                hint: "Everybody gets messages until they unsubscribe.",
              },
            ]}
          />
        )}
      </FormField>
    </WorkspacePart>
  );
}
