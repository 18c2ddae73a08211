// The GSM 03.38 basic set; characters of the extension table take two septets.
const GSM_BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const BASIC = new Set(GSM_BASIC);
const EXTENDED = new Set("\f^{}\\[~]|€");

/** How a text goes over the air. A text of several segments gives up room in each for the header that joins them. */
export type SmsSize = {
  encoding: "GSM-7" | "UCS-2";
  /** Septets (GSM-7) or 16-bit units (UCS-2) used */
  units: number;
  segments: number;
  /** Units left in the last segment */
  left: number;
  /** Characters that force UCS-2, each once */
  unusual: string[];
};

/** Counts the segments a rendered SMS takes, which is what carriers charge for. */
export function smsSegments(text: string): SmsSize {
  const characters = [...text];
  const unusual = [
    ...new Set(characters.filter((character) => !BASIC.has(character) && !EXTENDED.has(character))),
  ];
  const encoding = unusual.length === 0 ? "GSM-7" : "UCS-2";
  // A character never straddles two segments, so they are filled one character at a time.
  const sizes = characters.map((character) =>
    encoding === "UCS-2" ? character.length : EXTENDED.has(character) ? 2 : 1,
  );
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const [single, joined] = encoding === "GSM-7" ? [160, 153] : [70, 67];
  if (units <= single)
    return { encoding, units, segments: units === 0 ? 0 : 1, left: single - units, unusual };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, segments, left: joined - used, unusual };
}
