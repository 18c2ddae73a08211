"use client";

import { useFormats } from "@/components/ui/format-context";
import { campaignFields } from "@/lib/domain/coupon/campaign";
import { itemsWords } from "@/lib/domain/coupon/campaign-items";
import { codeConfig } from "@/lib/domain/coupon/code";
import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { toFields } from "./campaign-body";
import { termsOf } from "./campaign-terms";
import type { CampaignValues } from "./campaign-values";
import { exampleCodes } from "./example-codes";
import { toItems } from "./item-values";
import { TermsList } from "./terms-list";
import { Ticket } from "./ticket";
import { useNamedItems } from "./use-named-items";
import { validityNote } from "./validity-note";

const NONE = { included: [], excluded: [] };

/** What the settings of the form make: a code as a shopper has it, and the terms in sentences. */
export function CampaignPreview({ values }: { values: CampaignValues }) {
  const formats = useFormats();
  const fields = toFields(values, formats.currency);
  const items = toItems(values) ?? NONE;
  const named = useNamedItems(items);
  const discount = campaignFields.shape.discount.safeParse(fields.discount);
  return (
    <section aria-label="What it will be" className="flex flex-col gap-4">
      <Ticket
        discount={
          discount.success
            ? `${describeDiscount(discount.data)} ${itemsWords(items)}`.trim()
            : "Choose a discount"
        }
        code={exampleOf(values)}
        note={validityNote(fields, formats.timeZone)}
      />
      <TermsList terms={termsOf({ ...fields, items: named }, formats)} />
    </section>
  );
}

function exampleOf({ type, code, pattern, charset }: CampaignValues): string {
  if (type === "standalone") return code || "Choose a code";
  const config = codeConfig.safeParse({ pattern, charset });
  return (config.success && exampleCodes(config.data, 1)[0]) || "Mend the pattern";
}
