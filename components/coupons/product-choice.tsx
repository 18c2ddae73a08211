"use client";

import { type Ref, useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { useDebounced } from "@/components/ui/use-debounced";
import { useProductPages } from "@/lib/client/queries/products";
import { productOptions } from "./product-options";

type ProductChoiceProps = {
  value: string | null;
  onChange: (id: string) => void;
  onBlur?: () => void;
  disabled?: boolean;
  placeholder: string;
  name?: string;
  className?: string;
  "aria-label"?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** A product of the shop, found by its name or id. Any other id may be typed: that of a SKU, or of a product that is not in the list. */
export function ProductChoice({ value, onChange, ...rest }: ProductChoiceProps) {
  const [text, setText] = useState("");
  const { rows, table } = useProductPages(useDebounced(text.trim(), 250));
  return (
    <Combobox
      {...rest}
      value={value || null}
      onChange={(id) => onChange(id ?? "")}
      options={productOptions(rows ?? [])}
      onSearch={setText}
      loading={rows === undefined || table.updating}
      searchPlaceholder="Find a product, or type an id"
      allowCustom
    />
  );
}
