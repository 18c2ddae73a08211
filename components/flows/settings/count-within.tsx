import type { SettingsForm } from "@/components/flows/settings/settings-form";
import { DurationInput } from "@/components/ui/duration-input";
import { FormField } from "@/components/ui/form";
import { NumberInput } from "@/components/ui/number-input";

/** So many within so long, as the settings `name` hold it. */
export function CountWithin({
  form,
  name,
  label,
  readOnly,
}: {
  form: SettingsForm;
  name: "frequency.limit" | "cap";
  /** What is counted */
  label: string;
  readOnly: boolean;
}) {
  return (
    <>
      <FormField form={form} name={`${name}.count`} label={label}>
        {(field) => (
          <NumberInput
            {...field}
            onChange={(value) => field.onChange(value ?? undefined)}
            integer
            min={1}
            className="w-20"
            disabled={readOnly}
          />
        )}
      </FormField>
      <FormField form={form} name={`${name}.per`} label="within">
        {(field) => <DurationInput {...field} disabled={readOnly} />}
      </FormField>
    </>
  );
}
