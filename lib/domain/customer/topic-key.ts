const LONGEST = 40;

/** A key for a new topic, made from its name: "Cart reminders" becomes cart-reminders. `taken`: keys that others have. */
export function topicKeyFrom(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
  // A name in another script has no letters that a key may have.
  const key = plain || "topic";
  if (!taken.has(key)) return key;
  for (let number = 2; ; number++) {
    const numbered = `${key.slice(0, LONGEST - 5)}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
