"use client";

import type { UseFormReturn } from "react-hook-form";
import { FormField } from "@/components/ui/form";
import type { CampaignValues } from "./campaign-values";
import { itemsMatter } from "./item-values";
import { ProductList } from "./product-list";

/** Which products a discount on items comes off, and which it never does; nothing while it comes off the order as a whole. */
export function ItemFields({ form }: { form: UseFormReturn<CampaignValues, unknown, CampaignValues> }) {
  if (!itemsMatter(form.watch())) return null;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <FormField
        form={form}
        name="itemsIncluded"
        label="Only on these products"
        hint="None chosen: on every product. An id of a SKU can be typed."
      >
        {({ value, onChange, onBlur }) => (
          <ProductList value={value} onChange={onChange} onBlur={onBlur} label="Add a product it comes off" />
        )}
      </FormField>
      <FormField
        form={form}
        name="itemsExcluded"
        label="Never on these products"
        hint="Counts where a product stands on both lists."
      >
        {({ value, onChange, onBlur }) => (
          <ProductList
            value={value}
            onChange={onChange}
            onBlur={onBlur}
            label="Add a product it never comes off"
          />
        )}
      </FormField>
    </div>
  );
}
