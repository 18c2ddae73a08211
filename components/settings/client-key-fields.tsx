"use client";

import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import { useMe } from "@/lib/client/queries/me";
import type { newApiKey } from "@/lib/contracts/api-keys";
import { CLIENT_CALLS, type ClientCall, permissionsToMake } from "@/lib/domain/access/permissions";

type KeyForm = UseFormReturn<z.input<typeof newApiKey>, unknown, z.output<typeof newApiKey>>;

const CALL_WORDS: Record<ClientCall, { label: string; hint: string }> = {
  redeem: { label: "Use codes", hint: "Otherwise the page checks them, and your server uses them." },
  publish: { label: "Give codes of a campaign", hint: "Anybody who reads the key can ask for one." },
  qualify: {
    label: "List a customer’s codes",
    hint: "Only where your customers’ ids cannot be guessed: whoever knows one sees their codes.",
  },
};

/** On which pages a client key counts, and what it may do beyond checking codes. */
export function ClientKeyFields({ form }: { form: KeyForm }) {
  return (
    <>
      <FormField
        form={form}
        name="origins"
        label="Pages"
        hint="The origin of the shop’s pages, one a line: https://shop.example"
      >
        {({ value, onChange, ...field }) => (
          <OriginLines {...field} origins={value ?? []} onOrigins={onChange} />
        )}
      </FormField>
      <FormField form={form} name="calls" label="It may also">
        {({ value, onChange }) => <CallChoices calls={value ?? []} onCalls={onChange} />}
      </FormField>
    </>
  );
}

// The text stays as it was typed: a line in the making is not an origin yet.
function OriginLines({
  origins,
  onOrigins,
  ...field
}: {
  origins: readonly string[];
  onOrigins: (origins: string[]) => void;
  onBlur: () => void;
  name: string;
  ref: React.Ref<HTMLTextAreaElement>;
}) {
  const [text, setText] = useState(origins.join("\n"));
  return (
    <Textarea
      {...field}
      mono
      rows={2}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onOrigins(event.target.value.split(/\s+/).filter(Boolean));
      }}
    />
  );
}

function CallChoices({
  calls,
  onCalls,
}: {
  calls: readonly ClientCall[];
  onCalls: (calls: ClientCall[]) => void;
}) {
  const me = useMe();
  return (
    <div className="flex flex-col gap-2">
      {CLIENT_CALLS.map((call) => {
        const beyond = permissionsToMake("client", [call]).some((one) => !me.permissions.includes(one));
        return (
          <Checkbox
            key={call}
            {...CALL_WORDS[call]}
            {...(beyond ? { hint: `Your role (${me.role}) cannot make such a key.`, disabled: true } : {})}
            value={calls.includes(call)}
            onChange={(on) => onCalls(on ? [...calls, call] : calls.filter((one) => one !== call))}
          />
        );
      })}
    </div>
  );
}
