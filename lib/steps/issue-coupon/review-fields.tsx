"use client";

import { ConditionsField } from "@/components/inspector/fields/conditions-field";
import { DurationField } from "@/components/inspector/fields/duration-field";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { Checkbox } from "@/components/ui/checkbox";
import { Switch } from "@/components/ui/switch";
import { NO_CONDITION } from "@/lib/domain/condition/condition";

const FRESH = { when: NO_CONDITION, capped: false, within: { value: 24, unit: "hours" } };

/** Whether a person is asked before a code is given: about whom, and how long they have. */
export function ReviewFields({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const asks = form.watch("review.ask") === "when";
  const set = (name: string, value: unknown) =>
    form.setValue(name, value, { shouldDirty: true, shouldTouch: true, shouldValidate: true });
  return (
    <>
      <Switch
        label="Ask a person first"
        hint="Some customers wait here until an admin approves or refuses their code on the screen Reviews."
        value={asks}
        disabled={readOnly}
        onChange={(next) =>
          set("review", { ...FRESH, ...form.getValues("review"), ask: next ? "when" : "never" })
        }
      />
      {asks ? (
        <>
          <ConditionsField form={form} name="review.when" label="Ask when" />
          <Checkbox
            label="Also ask when they had a recovery discount"
            hint="Within the workspace's period. They are not refused for it then."
            value={form.watch("review.capped") ?? false}
            onChange={(next) => set("review.capped", next)}
            disabled={readOnly}
          />
          <DurationField
            form={form}
            name="review.within"
            label="Time to decide"
            hint="Whoever is refused, or waits longer, leaves by “Held”. No code is set aside meanwhile."
          />
        </>
      ) : null}
    </>
  );
}
