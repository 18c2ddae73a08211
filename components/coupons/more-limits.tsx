"use client";

import type { UseFormReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { MoneyInput } from "@/components/ui/money-input";
import { NumberInput } from "@/components/ui/number-input";
import type { CampaignLimits } from "@/lib/domain/coupon/limits";
import type { CampaignValues } from "./campaign-values";
import { LIMIT_WORDS } from "./limit-words";

/** Limits over time and money; empty is no limit. */
export function MoreLimits({ form }: { form: UseFormReturn<CampaignValues, unknown, CampaignValues> }) {
  const limits = form.watch("limits");
  const set = (name: keyof CampaignLimits, value: number | null) =>
    form.setValue(
      "limits",
      { ...limits, [name]: value },
      { shouldDirty: true, shouldValidate: form.formState.isSubmitted },
    );
  const error = form.formState.errors.limits?.message;
  const any = Object.values(limits).some((value) => value !== null);
  return (
    <details className="rounded-md border border-line px-3 py-2" open={any || undefined}>
      <summary className="cursor-pointer text-sm">More limits and budgets</summary>
      <div className="grid gap-4 pt-3 sm:grid-cols-2">
        {LIMIT_WORDS.map(({ name, label, money }) => (
          <Field key={name} label={label} optional>
            {money ? (
              <MoneyInput value={limits[name] ?? null} onChange={(value) => set(name, value)} min={0} />
            ) : (
              <NumberInput
                value={limits[name] ?? null}
                onChange={(value) => set(name, value)}
                integer
                min={1}
                unit="redemptions"
              />
            )}
          </Field>
        ))}
      </div>
      {typeof error === "string" ? (
        <p role="alert" className="pt-2 text-bad text-xs">
          {error}
        </p>
      ) : null}
    </details>
  );
}
