"use client";

import { Plus, Scale, Trash2 } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { useFormScope } from "@/components/inspector/form-scope";
import { nextId } from "@/components/inspector/next-id";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FormField } from "@/components/ui/form";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NumberInput } from "@/components/ui/number-input";
import { Switch } from "@/components/ui/switch";
import { equalShares, rebalance } from "@/lib/domain/flow/rebalance";

const MOST = 10;
type Arm = { id: string; name: string; share: number; holdout?: boolean };

/** The arms and their shares. Setting one share moves the others, so that they always add up to 100%. */
export function SplitForm({ form }: StepFormProps) {
  const { readOnly } = useFormScope();
  const { fields, replace } = useFieldArray({ control: form.control, name: "arms", keyName: "key" });
  const arms = (): Arm[] => form.getValues("arms") ?? [];
  const share = (shares: readonly number[], of: readonly Arm[] = arms()) =>
    replace(of.map((arm, index) => ({ ...arm, share: shares[index] ?? 0 })));
  const setShare = (at: number, value: number | null) => {
    form.setValue(`arms.${at}.share`, value ?? 0, { shouldDirty: true });
    const shares = rebalance(
      arms().map((arm, index) => (index === at ? (value ?? 0) : arm.share)),
      at,
    );
    for (const [index, next] of shares.entries()) form.setValue(`arms.${index}.share`, next);
    void form.trigger("arms");
  };
  const add = () => {
    const next = [...arms(), { id: nextId("arm", arms()), name: letter(arms().length), share: 0 }];
    share(equalShares(next.length), next);
  };
  const remove = (at: number) => {
    const next = arms().filter((_, index) => index !== at);
    share(
      rebalance(
        next.map((arm) => arm.share),
        0,
      ),
      next,
    );
  };
  return (
    <>
      <FormField form={form} name="sticky" label="Who comes again" hideLabel>
        {(field) => (
          <Switch
            {...field}
            value={field.value === true}
            disabled={readOnly}
            label="The same arm for the same customer"
            hint="Whoever enters the flow again takes the arm they took before. Off, chance decides anew for each entry."
          />
        )}
      </FormField>
      <div className="flex flex-col gap-3">
        {fields.map((arm, index) => (
          <div key={arm.key} className="flex flex-col gap-1.5">
            <div className="flex items-end gap-1.5">
              <FormField
                form={form}
                name={`arms.${index}.name`}
                label={`Arm ${index + 1}`}
                className="flex-1"
              >
                {(field) => <Input {...field} value={field.value ?? ""} disabled={readOnly} dir="auto" />}
              </FormField>
              <FormField form={form} name={`arms.${index}.share`} label="Share" className="w-24">
                {(field) => (
                  <NumberInput
                    {...field}
                    value={field.value}
                    onChange={(value) => setShare(index, value)}
                    unit="%"
                    integer
                    min={0}
                    disabled={readOnly}
                  />
                )}
              </FormField>
              {readOnly ? null : (
                <IconButton
                  label="Remove this arm"
                  disabledReason={fields.length <= 2 ? "A split has at least two arms." : null}
                  onClick={() => remove(index)}
                >
                  <Trash2 />
                </IconButton>
              )}
            </div>
            <FormField form={form} name={`arms.${index}.holdout`} label="Gets nothing" hideLabel>
              {(field) => (
                <Checkbox
                  {...field}
                  value={field.value === true}
                  disabled={readOnly}
                  label="Gets nothing"
                  hint={
                    field.value === true ? "They end here. What they buy is counted, to compare." : undefined
                  }
                />
              )}
            </FormField>
          </div>
        ))}
      </div>
      {readOnly ? null : (
        <div className="flex gap-2">
          <Button
            onClick={add}
            disabledReason={fields.length >= MOST ? `A split has at most ${MOST} arms.` : null}
          >
            <Plus aria-hidden />
            Add an arm
          </Button>
          <Button variant="ghost" onClick={() => share(equalShares(fields.length))}>
            <Scale aria-hidden />
            Equal shares
          </Button>
        </div>
      )}
    </>
  );
}

function letter(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}
