type Length = { value: number | null; unit: "minutes" | "hours" | "days" | "weeks" };

const FORMS = [
  ["weeks", /^P(\d+)W$/],
  ["days", /^P(\d+)D$/],
  ["hours", /^PT(\d+)H$/],
  ["minutes", /^PT(\d+)M$/],
] as const;

/** A length as ISO 8601 writes it: P2D, PT12H. */
export function isoLength({ value, unit }: Length): string {
  const letter = unit.charAt(0).toUpperCase();
  return unit === "weeks" || unit === "days" ? `P${value ?? 0}${letter}` : `PT${value ?? 0}${letter}`;
}

/** The length that ISO 8601 text of one unit stands for; null for any other text. */
export function lengthOfIso(text: string): Length | null {
  for (const [unit, form] of FORMS) {
    const match = form.exec(text);
    if (match) return { value: Number(match[1]), unit };
  }
  return null;
}
