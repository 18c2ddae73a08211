"use client";

import { z } from "zod";
import { type CapFields, capFields, capToFields, fieldsToCap } from "@/components/settings/cap-values";
import { WorkspacePart } from "@/components/settings/workspace-part";
import { DurationInput } from "@/components/ui/duration-input";
import { FormField, useZodForm } from "@/components/ui/form";
import { NumberInput } from "@/components/ui/number-input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Switch } from "@/components/ui/switch";
import type { Workspace } from "@/lib/client/queries/settings";

const fields = z.object({ email: capFields, sms: capFields, capPolicy: z.enum(["skip", "hold"]) });

/** At most so many messages per customer and channel. */
export function CapsPart({ workspace }: { workspace: Workspace }) {
  const { caps, capPolicy } = workspace.settings;
  const form = useZodForm(fields, {
    defaultValues: { email: capToFields(caps.email), sms: capToFields(caps.sms), capPolicy },
  });
  const anyOn = form.watch("email.on") || form.watch("sms.on");
  return (
    <WorkspacePart
      form={form}
      title="Frequency caps"
      description="At most so many marketing messages to one customer, over all flows."
      toChange={({ email, sms, capPolicy }) => ({
        settings: { caps: { email: fieldsToCap(email), sms: fieldsToCap(sms) }, capPolicy },
      })}
    >
      <CapRow form={form} name="email" label="Cap e-mails" noun="E-mails" />
      <CapRow form={form} name="sms" label="Cap text messages" noun="Text messages" />
      {anyOn ? (
        <FormField form={form} name="capPolicy" label="A message beyond the cap">
          {(field) => (
            <RadioGroup
              {...field}
              options={[
                {
                  value: "skip",
                  label: "Is left out",
                  hint: "The run goes on at once, and the message counts as capped.",
                },
                {
                  value: "hold",
                  label: "Waits",
                  hint: "Until the cap has room again. The run waits with it.",
                },
              ]}
            />
          )}
        </FormField>
      ) : null}
    </WorkspacePart>
  );
}

type CapsForm = ReturnType<
  typeof useZodForm<{ email: CapFields; sms: CapFields; capPolicy: "skip" | "hold" }, z.output<typeof fields>>
>;

function CapRow({
  form,
  name,
  label,
  noun,
}: {
  form: CapsForm;
  name: "email" | "sms";
  label: string;
  noun: string;
}) {
  const on = form.watch(`${name}.on`);
  return (
    <div className="flex flex-col gap-3">
      <FormField form={form} name={`${name}.on`} label={label} hideLabel>
        {(field) => <Switch {...field} label={label} />}
      </FormField>
      {on ? (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-3 border-line border-l-2 pl-4">
          <FormField form={form} name={`${name}.count`} label={`${noun}, at most`} className="w-40">
            {(field) => <NumberInput {...field} integer min={1} />}
          </FormField>
          <FormField form={form} name={`${name}.period`} label="in any">
            {(field) => <DurationInput {...field} />}
          </FormField>
        </div>
      ) : null}
    </div>
  );
}
