/** What an id names, by the prefix the compatible API gives it. */
export type IdPrefix =
  | "camp"
  | "v"
  | "vtx"
  | "qlf"
  | "cust"
  | "pub"
  | "r"
  | "rf"
  | "rr"
  | "ord"
  | "valid"
  | "track"
  | "val"
  | "asgm"
  | "prod"
  | "sku"
  | "aa"
  | "exp"
  | "pd"
  | "rdm"
  | "ssn"
  | "seg";

/** One of our UUIDs as the compatible API writes it: r_01a1fc867aca72469877... */
export function publicId(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${uuid.replaceAll("-", "")}`;
}

/** The UUID behind a public id; null when the text is not one of that prefix. */
export function uuidOf(prefix: IdPrefix, text: string): string | null {
  const match = /^([a-z]+)_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(text);
  return match && match[1] === prefix ? match.slice(2).join("-") : null;
}
