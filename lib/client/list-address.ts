/** What of a list's address may change: "" is free text, a list of words holds one of them, the first unless said otherwise. */
export type AddressParts = Readonly<Record<string, "" | readonly [string, ...string[]]>>;
export type AddressValues<Parts extends AddressParts> = {
  [Name in keyof Parts]: Parts[Name] extends readonly string[] ? Parts[Name][number] : string;
};

/** Reads the parts from a query string; a word that is not among the part's own counts as its first. */
export function readAddress<const Parts extends AddressParts>(
  parts: Parts,
  query: URLSearchParams,
): AddressValues<Parts> {
  const values = Object.entries(parts).map(([name, part]) => {
    const value = query.get(name) ?? "";
    return [name, part === "" || part.includes(value) ? value : part[0]];
  });
  return Object.fromEntries(values) as AddressValues<Parts>;
}

/** The path with those values in its query that are not the usual ones. */
export function writeAddress<Parts extends AddressParts>(
  path: string,
  parts: Parts,
  values: AddressValues<Parts>,
): string {
  const query = new URLSearchParams();
  for (const [name, part] of Object.entries(parts)) {
    const value = values[name];
    if (value && value !== part[0]) query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}
