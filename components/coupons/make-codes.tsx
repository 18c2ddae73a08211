"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form, FormError, FormField, useZodForm } from "@/components/ui/form";
import { NumberInput } from "@/components/ui/number-input";
import { showFormErrors } from "@/lib/client/form-errors";
import { type CampaignDetail, useGenerateCodes } from "@/lib/client/queries/campaigns";
import { MOST_CODES } from "@/lib/domain/coupon/campaign";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

const schema = z.object({
  count: z
    .number("Enter how many codes to make.")
    .int("Enter a whole number.")
    .min(1, "Enter at least 1.")
    .max(MOST_CODES, `At most ${formatExact(MOST_CODES)} codes at once.`)
    .nullable()
    .refine((count) => count !== null, "Enter how many codes to make."),
});

/** Puts more codes into a fixed pool. */
export function MakeCodes({ campaign, denied }: { campaign: CampaignDetail; denied: string | null }) {
  const [open, setOpen] = useState(false);
  const running = campaign.batch?.status === "running" ? "Codes are being made at this moment." : null;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="sm"
      title="Make codes"
      description={
        campaign.numbers.free === 0
          ? "The pool is empty."
          : `The pool has ${plural(campaign.numbers.free, "code")} that nobody has.`
      }
      trigger={
        <Button variant="primary" disabledReason={denied ?? running}>
          <Plus aria-hidden />
          Make codes
        </Button>
      }
    >
      <MakeCodesForm campaign={campaign} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function MakeCodesForm({ campaign, onDone }: { campaign: CampaignDetail; onDone: () => void }) {
  const generate = useGenerateCodes();
  const form = useZodForm(schema, { defaultValues: { count: 1_000 } });
  const count = form.watch("count");
  return (
    <Form
      form={form}
      onSubmit={async ({ count }) => {
        try {
          const batch = await generate.mutateAsync({ id: campaign.id, count: count ?? 0 });
          if (batch.status === "done")
            toast.success(`${plural(batch.made, "code")} made`, { description: campaign.name });
          onDone();
        } catch (error) {
          showFormErrors(form, error);
        }
      }}
    >
      <FormField form={form} name="count" label="How many" hint={`Up to ${formatExact(MOST_CODES)} at once.`}>
        {(field) => <NumberInput {...field} integer min={1} step={100} unit="codes" />}
      </FormField>
      <FormError />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" loading={form.formState.isSubmitting}>
          {count ? `Make ${plural(count, "code")}` : "Make codes"}
        </Button>
      </div>
    </Form>
  );
}
