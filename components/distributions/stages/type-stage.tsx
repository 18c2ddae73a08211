"use client";

import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import type { StageProps } from "./stage-props";

/** Whether messages go out by themselves, or once. */
export function TypeStage({ setup, onChange }: Pick<StageProps, "setup" | "onChange">) {
  return (
    <Field label="How do codes go out?">
      <RadioGroup
        cards
        value={setup.type}
        onChange={(type) =>
          onChange({
            ...setup,
            type,
            audience: type === "manual" && setup.audience.kind === "event" ? NO_SEGMENT : setup.audience,
          })
        }
        options={[
          {
            value: "automatic",
            label: "Auto messages",
            hint: "Each time a customer enters a segment or an event happens, they are given a code and a message, for as long as the distribution is live.",
          },
          {
            value: "manual",
            label: "Manual",
            hint: "Once, to everybody who belongs to a segment when you set it live.",
          },
        ]}
      />
    </Field>
  );
}

const NO_SEGMENT = { kind: "segment" as const, segmentId: null };
