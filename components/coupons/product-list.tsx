"use client";

import { X } from "lucide-react";
import { useProductNames } from "@/lib/client/queries/products";
import { ProductChoice } from "./product-choice";
import { withProduct } from "./product-options";

/** Products and SKUs, by the shop's ids: added by name or id, and taken away one by one. */
export function ProductList({
  value,
  onChange,
  onBlur,
  label,
}: {
  value: readonly string[];
  onChange: (ids: string[]) => void;
  onBlur?: () => void;
  /** "Add a product it comes off" */
  label: string;
}) {
  const names = useProductNames(value);
  return (
    <div className="flex flex-col gap-2">
      {value.length > 0 ? (
        <ul className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
          {value.map((id) => (
            <li
              key={id}
              title={id}
              className="flex h-7 max-w-full items-center gap-1 rounded-md bg-sunken pr-1 pl-2 text-sm"
            >
              <span className="truncate" dir="auto">
                {names(id)}
              </span>
              <button
                type="button"
                aria-label={`Remove ${names(id)}`}
                onClick={() => onChange(value.filter((other) => other !== id))}
                className="rounded-sm p-0.5 text-muted hover:bg-hover hover:text-ink"
              >
                <X className="size-3.5" aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <ProductChoice
        aria-label={label}
        placeholder={label}
        value={null}
        onChange={(id) => onChange(withProduct(value, id))}
        {...(onBlur ? { onBlur } : {})}
      />
    </div>
  );
}
