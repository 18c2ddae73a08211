/** A moment (epoch ms) as people write it, in an IANA zone: "3 Nov 2026, 14:30". */
export function momentWords(epochMs: number, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(
    epochMs,
  );
}
