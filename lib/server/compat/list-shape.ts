/** A page of a list as the compatible API shows it: `data_ref` names the property that holds the items. */
export function listShape(name: string, items: readonly unknown[], total: number): Record<string, unknown> {
  return { object: "list", data_ref: name, [name]: items, total };
}
