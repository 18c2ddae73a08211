import { findImbalances, type Imbalance } from "@/lib/server/db/health/find-imbalances";
import { pool } from "@/lib/server/db/pool";

/** How long an answer stands: the sums go over all counters, and anybody may ask. */
const FRESH_MS = 60_000;

const holder: { kept?: { at: number; words: Promise<string> } } = {};

/**
 * "holds" when promise 7 does in every flow version, else what breaks, without a name. At most a minute old.
 * `now` in epoch ms.
 */
export function invariantWords(now: number): Promise<string> {
  const { kept } = holder;
  if (kept && now >= kept.at && now < kept.at + FRESH_MS) return kept.words;
  const words = findImbalances(pool()).then(wordsOf);
  holder.kept = { at: now, words };
  words.catch(() => {
    holder.kept = undefined;
  });
  return words;
}

/** What breaks, in a sentence for each kind. */
export function wordsOf(broken: readonly Imbalance[]): string {
  const count = (test: (imbalance: Imbalance) => boolean, what: string) => {
    const versions = broken.filter(test).length;
    return versions > 0 ? [`${versions} flow ${versions === 1 ? "version" : "versions"}: ${what}`] : [];
  };
  const problems = [
    ...count(({ inside }) => inside < 0, "more have ended than ever entered"),
    ...count(
      ({ inside, standing }) => inside !== standing,
      "those inside are not those who stand at the steps",
    ),
    ...count(({ least }) => least < 0, "more have left a step than ever came to it"),
    ...count(({ converted }) => converted > 0, "more have converted than entered"),
  ];
  return problems.length === 0 ? "holds" : problems.join("; ");
}
