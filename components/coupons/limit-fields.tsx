"use client";

import type { UseFormReturn } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { DurationInput } from "@/components/ui/duration-input";
import { Field } from "@/components/ui/field";
import { FormField } from "@/components/ui/form";
import { useFormats } from "@/components/ui/format-context";
import { NumberInput } from "@/components/ui/number-input";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import type { CampaignValues } from "./campaign-values";
import { ControlGroup } from "./control-group";
import { MomentInput } from "./moment-input";
import { MoreLimits } from "./more-limits";
import { RecurrenceFields } from "./recurrence-fields";

type CampaignForm = UseFormReturn<CampaignValues, unknown, CampaignValues>;

/** From when until when codes count. */
export function ValidityFields({ form, isNew }: { form: CampaignForm; isNew: boolean }) {
  const { timeZone } = useFormats();
  const { type, validOn } = form.watch();
  return (
    <>
      {type === "standalone" ? null : (
        <Field
          label="Runs out after it was given"
          hint="Makes it urgent, and each customer has the same time. It overrides the end of the campaign."
          error={form.formState.errors.validFor?.message}
        >
          <ControlGroup>
            <Checkbox
              label="A code is valid for"
              value={validOn}
              onChange={(next) => form.setValue("validOn", next === true, { shouldDirty: true })}
            />
            {validOn ? (
              <FormField form={form} name="validFor" label="Valid for" hideLabel>
                {(field) => (
                  <DurationInput {...field} aria-label="Valid for" units={["minutes", "hours", "days"]} />
                )}
              </FormField>
            ) : null}
          </ControlGroup>
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField
          form={form}
          name="startsAt"
          label="Start of the campaign"
          hint={`Time in ${timeZone}. Empty: at once.`}
        >
          {(field) => <MomentInput {...field} clearLabel="Clear the start" />}
        </FormField>
        <FormField
          form={form}
          name="endsAt"
          label="End of the campaign"
          hint={`Time in ${timeZone}. Empty: never.`}
        >
          {(field) => <MomentInput {...field} clearLabel="Clear the end" />}
        </FormField>
      </div>
      <RecurrenceFields form={form} />
      {isNew ? null : (
        <p className="text-muted text-xs">
          Codes that customers have already keep the dates they were given with.
        </p>
      )}
    </>
  );
}

/** How often a code may be used, and by whom. */
export function LimitFields({ form, isNew }: { form: CampaignForm; isNew: boolean }) {
  const { type, uses, perCustomerOn } = form.watch();
  return (
    <>
      <Field
        label={type === "standalone" ? "The code may be used, in all" : "Each code may be used"}
        error={form.formState.errors.usesCount?.message}
        hint={
          isNew || type === "standalone"
            ? undefined
            : "Codes that exist already keep the number they were made with."
        }
      >
        <ControlGroup>
          <Segmented
            aria-label="How often a code may be used"
            value={uses}
            onChange={(next) => form.setValue("uses", next, { shouldDirty: true })}
            options={[
              { value: "once", label: "Once" },
              { value: "several", label: "Several times" },
              { value: "unlimited", label: "Without limit" },
            ]}
          />
          {uses === "several" ? (
            <FormField form={form} name="usesCount" label="Times" hideLabel className="w-28">
              {(field) => <NumberInput {...field} integer min={1} unit="times" />}
            </FormField>
          ) : null}
        </ControlGroup>
      </Field>
      <Field label="Per customer" hideLabel error={form.formState.errors.perCustomer?.message}>
        <ControlGroup>
          <Checkbox
            label="Limit how often one customer can redeem in this campaign"
            value={perCustomerOn}
            onChange={(next) => form.setValue("perCustomerOn", next === true, { shouldDirty: true })}
          />
          {perCustomerOn ? (
            <FormField form={form} name="perCustomer" label="Times per customer" hideLabel className="w-28">
              {(field) => <NumberInput {...field} integer min={1} unit="times" />}
            </FormField>
          ) : null}
        </ControlGroup>
      </Field>
      <MoreLimits form={form} />
      {type === "standalone" ? null : (
        <FormField form={form} name="joinOnce" label="One code each" hideLabel>
          {(field) => (
            <Switch
              {...field}
              label="One code for each customer"
              hint="Who asks again by the API is given the same code, used or not. In flows the coupon step decides."
            />
          )}
        </FormField>
      )}
      <FormField form={form} name="recovery" label="Recovery discount" hideLabel>
        {(field) => (
          <Switch
            {...field}
            label="Counts as a recovery discount"
            hint="Flows give one customer only one such code within the workspace’s period, over all campaigns."
          />
        )}
      </FormField>
    </>
  );
}
