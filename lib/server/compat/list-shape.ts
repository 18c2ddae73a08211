/**
 * A page of a list as the compatible API shows it: `data_ref` names the property that holds the items. `more`: whether there are further ones
 * after the last, to be asked for by its id.
 */
export function listShape(
  name: string,
  items: readonly unknown[],
  total: number,
  more?: boolean,
): Record<string, unknown> {
  const last = (items.at(-1) as { id?: string } | undefined)?.id;
  return {
    object: "list",
    data_ref: name,
    [name]: items,
    total,
    ...(more === undefined ? {} : { has_more: more, ...(more && last ? { more_starting_after: last } : {}) }),
  };
}
