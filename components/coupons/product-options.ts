import type { ComboboxOption } from "@/components/ui/combobox";
import type { ListedProduct } from "@/lib/client/queries/products";

/** Products to choose from, by the shop's own ids: orders name their items by those, so one without is found in no order. */
export function productOptions(
  products: readonly Pick<ListedProduct, "name" | "sourceId">[],
): ComboboxOption[] {
  return products.flatMap(({ name, sourceId }) =>
    sourceId === null ? [] : [{ value: sourceId, label: name, hint: sourceId }],
  );
}

/** Ids as they were typed, trimmed and without gaps, with one more unless it is there. */
export function withProduct(typed: readonly (string | number | boolean)[], id: string): string[] {
  const ids = typed.map((value) => String(value).trim()).filter((value) => value !== "");
  return ids.includes(id) ? ids : [...ids, id];
}
