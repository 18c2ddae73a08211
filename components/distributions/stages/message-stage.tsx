"use client";

import { PenLine } from "lucide-react";
import type { RefObject } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useCreateTemplate } from "@/lib/client/queries/templates";
import { codeMessage } from "@/lib/domain/distribution/code-message";
import { readableLiquid } from "@/lib/domain/message/readable-liquid";
import { MessageEditor } from "../message-editor";
import type { StageProps } from "./stage-props";

/** What the customer reads: a message there is, or one that is written here. */
export function MessageStage({
  setup,
  onChange,
  errors,
  name,
  leave,
}: StageProps & {
  /** Of the distribution; a new message is called so. */
  name: string;
  /** Set to what has to be done before the stage is left; it answers whether it may be left. `whole`: the message has to be ready to send. */
  leave: RefObject<((whole: boolean) => Promise<boolean>) | null>;
}) {
  const references = useFlowReferences();
  const create = useCreateTemplate();
  const denied = useDeniedReason()("templates:write", "write messages");
  const { channel } = setup;
  if (channel === null) return <p className="text-muted text-sm">Choose a channel first.</p>;
  if (channel === "webhook") {
    return (
      <Field
        label="Address"
        hint="It is sent the customer, the event, the cart and the code as JSON, signed, and tried again when it does not answer."
        error={errors.webhookUrl}
      >
        <Input
          type="url"
          value={setup.webhookUrl}
          placeholder="https://mail.example.com/coupons"
          onChange={(event) => onChange({ ...setup, webhookUrl: event.target.value })}
        />
      </Field>
    );
  }
  const templates = (references.data?.templates ?? []).filter((template) => template.channel === channel);
  const write = async () => {
    const known = (await references.refetch()).data?.templates ?? [];
    const taken = new Set(known.map((template) => template.name));
    let title = name;
    for (let number = 2; taken.has(title); number++) title = `${name} ${number}`;
    try {
      const made = await create.mutateAsync({ name: title, channel, draft: codeMessage(channel) });
      await references.refetch();
      onChange({ ...setup, templateId: made.id });
    } catch (error) {
      toast.error("The message was not made", { description: (error as Error).message });
    }
  };
  return (
    <div className="flex flex-col gap-4">
      <Field label={channel === "email" ? "E-mail" : "Text message"} error={errors.templateId}>
        <div className="flex flex-wrap gap-3">
          <Combobox
            className="w-full max-w-md"
            value={setup.templateId}
            onChange={(templateId) => onChange({ ...setup, templateId })}
            options={templates.map((template) => ({
              value: template.id,
              label: template.name,
              hint: readableLiquid(template.subject) || undefined,
            }))}
            placeholder={references.data && templates.length === 0 ? "None written yet" : "Choose a message"}
            searchPlaceholder="Find a message"
          />
          <Button disabledReason={denied} loading={create.isPending} onClick={() => void write()}>
            <PenLine aria-hidden />
            Write a new one
          </Button>
        </div>
      </Field>
      {setup.templateId ? <MessageEditor key={setup.templateId} id={setup.templateId} leave={leave} /> : null}
    </div>
  );
}
