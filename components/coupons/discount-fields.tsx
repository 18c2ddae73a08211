"use client";

import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { MoneyInput } from "@/components/ui/money-input";
import { NumberInput } from "@/components/ui/number-input";
import type { CampaignValues } from "./campaign-values";
import { ControlGroup } from "./control-group";

/** What the code takes off: any of the three, or several together. */
export function DiscountFields({
  form,
  lockedReason,
}: {
  form: UseFormReturn<CampaignValues, unknown, CampaignValues>;
  /** Why it cannot be changed any more. */
  lockedReason: string | null;
}) {
  const { percentOn, amountOn } = form.watch();
  const locked = lockedReason !== null;
  const error = form.formState.errors.percentOn?.message;
  return (
    <Field
      label="What it takes off"
      hint={lockedReason ?? "Tick several to combine them, for example 5% and free shipping."}
      error={error}
    >
      <ControlGroup className="flex-col flex-nowrap items-stretch gap-1 rounded-md border border-line p-3">
        <Effect form={form} name="percentOn" label="A percentage" locked={locked}>
          {percentOn ? (
            <>
              <FormField form={form} name="percentOff" label="Percent off" hideLabel className="w-28">
                {(field) => <NumberInput {...field} unit="%" min={0} disabled={locked} />}
              </FormField>
              <FormField form={form} name="limitAmount" label="At most" hideLabel className="w-48">
                {(field) => <MoneyInput {...field} placeholder="No upper limit" min={0} disabled={locked} />}
              </FormField>
            </>
          ) : null}
        </Effect>
        <Effect form={form} name="amountOn" label="An amount" locked={locked}>
          {amountOn ? (
            <FormField form={form} name="amountOff" label="Amount off" hideLabel className="w-36">
              {(field) => <MoneyInput {...field} min={0} disabled={locked} />}
            </FormField>
          ) : null}
        </Effect>
        <Effect form={form} name="shippingOn" label="Free shipping" locked={locked} />
      </ControlGroup>
    </Field>
  );
}

function Effect({
  form,
  name,
  label,
  locked,
  children,
}: {
  form: UseFormReturn<CampaignValues, unknown, CampaignValues>;
  name: "percentOn" | "amountOn" | "shippingOn";
  label: string;
  locked: boolean;
  children?: ReactNode;
}) {
  const on = form.watch(name);
  return (
    <div className="flex min-h-8 flex-wrap items-start gap-x-3 gap-y-1">
      <div className="flex h-8 w-36 items-center">
        <Checkbox
          label={label}
          value={on}
          disabled={locked}
          onChange={(next) =>
            form.setValue(name, next === true, {
              shouldDirty: true,
              shouldValidate: form.formState.isSubmitted,
            })
          }
        />
      </div>
      {children}
    </div>
  );
}
