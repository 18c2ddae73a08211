"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { useFormats } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { showFormErrors } from "@/lib/client/form-errors";
import { CampaignPreview } from "./campaign-preview";
import type { CampaignValues } from "./campaign-values";
import { campaignValues } from "./check-campaign-values";
import { CodeFields } from "./code-fields";
import { DiscountFields } from "./discount-fields";
import { ItemFields } from "./item-fields";
import { LimitFields, ValidityFields } from "./limit-fields";

/** Where the server's names for things are in this form. */
const SERVER_PATHS = {
  discount: "percentOn",
  "codeConfig.pattern": "pattern",
  "codeConfig.length": "pattern",
  "codeConfig.charset": "pattern",
  validForMs: "validFor",
  quantityPerCode: "usesCount",
  "items.included": "itemsIncluded",
  "items.excluded": "itemsExcluded",
} as const;

/** The settings of a campaign, with what they make of a code beside them. */
export function CampaignForm({
  initial,
  isNew,
  discountLocked = null,
  verb,
  backHref,
  onSave,
}: {
  initial: CampaignValues;
  isNew: boolean;
  discountLocked?: string | null;
  verb: string;
  backHref: string;
  onSave: (values: CampaignValues) => Promise<unknown>;
}) {
  const router = useRouter();
  const { currency } = useFormats();
  const schema = useMemo(() => campaignValues(currency, isNew), [currency, isNew]);
  const form = useZodForm(schema, { defaultValues: initial });
  const values = useWatch({ control: form.control }) as CampaignValues;
  const save = async (given: CampaignValues) => {
    try {
      await onSave(given);
    } catch (error) {
      showFormErrors(form, error, SERVER_PATHS);
    }
  };
  return (
    <Form form={form} onSubmit={save} className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <Card title="The offer">
          <div className="flex flex-col gap-4">
            <FormField
              form={form}
              name="name"
              label="Name"
              hint="Customers never see it. Flows and reports call it so."
              required
            >
              {(field) => <Input {...field} autoFocus={isNew} dir="auto" placeholder="Win back, 5%" />}
            </FormField>
            <DiscountFields form={form} lockedReason={discountLocked} />
            <ItemFields form={form} />
            <FormField form={form} name="description" label="Notes" optional>
              {(field) => <Textarea {...field} rows={2} dir="auto" />}
            </FormField>
          </div>
        </Card>
        <Card title="The codes">
          <div className="flex flex-col gap-4">
            <CodeFields form={form} isNew={isNew} />
          </div>
        </Card>
        <Card title="How long they are valid">
          <div className="flex flex-col gap-4">
            <ValidityFields form={form} isNew={isNew} />
          </div>
        </Card>
        <Card title="How often they can be used">
          <div className="flex flex-col gap-4">
            <LimitFields form={form} isNew={isNew} />
          </div>
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-6">
        <CampaignPreview values={values} />
        <FormError />
        <div className="flex justify-end gap-2">
          <Button onClick={() => router.push(backHref)}>Cancel</Button>
          <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
            {verb}
          </Button>
        </div>
      </div>
    </Form>
  );
}
