/** One or two letters that stand for a name or an address: "Ada Lovelace" is AL, "ada@example.com" is A. */
export function initials(name: string): string {
  const words = name
    .split("@")[0]!
    .split(/[\s._-]+/u)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const picked = words.length > 1 ? [words[0]!, words[words.length - 1]!] : words;
  return picked.map((word) => firstLetter(word).toLocaleUpperCase()).join("") || "?";
}

function firstLetter(word: string): string {
  return [...word].find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? "";
}
