"use client";

import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";

/** Whether messages go out by themselves. */
export function TypeStage() {
  return (
    <Field label="How do codes go out?">
      <RadioGroup
        cards
        value="automatic"
        onChange={() => {}}
        options={[
          {
            value: "automatic",
            label: "Auto messages",
            hint: "Each time something happens to a customer, they are given a code and a message, for as long as the distribution is live.",
          },
        ]}
      />
    </Field>
  );
}
