"use client";

import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { MoneyInput } from "@/components/ui/money-input";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import type { CampaignValues } from "./campaign-values";
import { ControlGroup } from "./control-group";
import { ProductChoice } from "./product-choice";

/** What the code takes off: any of the three, or several together. */
export function DiscountFields({
  form,
  lockedReason,
}: {
  form: UseFormReturn<CampaignValues, unknown, CampaignValues>;
  /** Why it cannot be changed any more. */
  lockedReason: string | null;
}) {
  const { keptDiscount, discountKind, percentOn, amountOn, unitOn, unitAdd } = form.watch();
  const locked = lockedReason !== null;
  const error = form.formState.errors.percentOn?.message;
  if (keptDiscount) {
    return (
      <p className="rounded-md bg-info-soft px-3 py-2 text-info text-sm">
        The products that this campaign gives were set by the API and stay as they are:{" "}
        {describeDiscount(keptDiscount)}.
      </p>
    );
  }
  return (
    <>
      <FormField form={form} name="discountKind" label="Kind of discount" hint={lockedReason}>
        {(field) => <Select {...field} options={KINDS} disabled={locked} />}
      </FormField>
      {discountKind === "off" ? ticked() : null}
      {discountKind === "fixed" ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField form={form} name="fixedAmount" label="The price">
            {(field) => <MoneyInput {...field} min={0} disabled={locked} />}
          </FormField>
          <FormField form={form} name="fixedEach" label="What it is the price of">
            {(field) => (
              <Select
                {...field}
                value={field.value ? "each" : "order"}
                onChange={(value) => field.onChange(value === "each")}
                disabled={locked}
                options={[
                  { value: "order", label: "The whole order" },
                  { value: "each", label: "Each item" },
                ]}
              />
            )}
          </FormField>
        </div>
      ) : null}
      {discountKind === "gift" ? (
        <FormField
          form={form}
          name="giftAmount"
          label="Balance of each code"
          hint="It can be spent bit by bit."
        >
          {(field) => <MoneyInput {...field} min={0} disabled={locked} />}
        </FormField>
      ) : null}
      {discountKind === "off" && (percentOn || amountOn) ? (
        <FormField form={form} name="target" label="What the percentage or amount comes off">
          {(field) => <Select {...field} options={TARGETS} disabled={locked} />}
        </FormField>
      ) : null}
    </>
  );

  function ticked() {
    return (
      <Field
        label="What it takes off"
        hint={locked ? undefined : "Tick several to combine them, for example 5% and free shipping."}
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
                  {(field) => (
                    <MoneyInput {...field} placeholder="No upper limit" min={0} disabled={locked} />
                  )}
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
          <Effect form={form} name="unitOn" label="Free products" locked={locked}>
            {unitOn ? (
              <>
                <FormField form={form} name="unitAdd" label="Which products" hideLabel className="w-80">
                  {(field) => <Select {...field} options={UNITS} disabled={locked} />}
                </FormField>
                {unitAdd === "same" ? (
                  <FormField form={form} name="unitBuy" label="To buy" hideLabel className="w-28">
                    {(field) => <NumberInput {...field} integer min={1} unit="bought" disabled={locked} />}
                  </FormField>
                ) : (
                  <FormField form={form} name="unitProduct" label="Product" hideLabel className="w-56">
                    {(field) => <ProductChoice {...field} placeholder="Choose a product" disabled={locked} />}
                  </FormField>
                )}
                <FormField form={form} name="units" label="Free" hideLabel className="w-28">
                  {(field) => <NumberInput {...field} integer min={1} unit="free" disabled={locked} />}
                </FormField>
              </>
            ) : null}
          </Effect>
        </ControlGroup>
      </Field>
    );
  }
}

const KINDS = [
  { value: "off", label: "Something off: percent, amount, free shipping, free products" },
  { value: "fixed", label: "A fixed price" },
  { value: "price_restore", label: "The price from when it was put into the cart" },
  { value: "gift", label: "A gift card with a balance" },
] as const;
const TARGETS = [
  { value: "order", label: "The whole order" },
  { value: "items", label: "Each line of the order" },
  { value: "items_by_quantity", label: "Each unit of each line" },
  { value: "items_proportionally", label: "Shared out over the lines by what they cost" },
  { value: "items_proportionally_by_quantity", label: "Shared out over the lines by their units" },
] as const;
const UNITS = [
  { value: "same", label: "Of what is bought (buy one, get one)" },
  { value: "missing", label: "A product; what is in the cart counts" },
  { value: "new", label: "A product, always added" },
] as const;

function Effect({
  form,
  name,
  label,
  locked,
  children,
}: {
  form: UseFormReturn<CampaignValues, unknown, CampaignValues>;
  name: "percentOn" | "amountOn" | "shippingOn" | "unitOn";
  label: string;
  locked: boolean;
  children?: ReactNode;
}) {
  const on = form.watch(name);
  return (
    <div className="flex min-h-8 items-start gap-3">
      <div className="flex h-8 w-36 shrink-0 items-center">
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
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3 gap-y-1">{children}</div>
    </div>
  );
}
