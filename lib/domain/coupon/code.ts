import { z } from "zod";
import type { Issue } from "@/lib/domain/errors";
import type { RandomBytes } from "./random-bytes";

/** Characters nobody misreads: no 0 and O, no 1, I and L. */
export const CLEAR_CHARACTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

const MAX_CODE_LENGTH = 64;
const plain = (what: string) =>
  z
    .string()
    .max(40)
    .regex(/^[0-9A-Za-z._-]*$/, `${what} may hold letters, digits, dots, dashes and underscores.`);

/** How the codes of a campaign look. */
export const codeConfig = z
  .object({
    /** Random characters; a pattern overrides it. */
    length: z
      .number("Enter a length.")
      .int()
      .min(1, "A code needs at least one random character.")
      .max(40, "At most 40 random characters.")
      .default(8),
    charset: z
      .string()
      .min(2, "Give at least two characters to choose from.")
      .max(100)
      .regex(/^[0-9A-Za-z._-]+$/, "Characters may be letters, digits, dots, dashes and underscores.")
      .refine((text) => new Set(text).size === text.length, "Each character may stand there once.")
      .default(CLEAR_CHARACTERS),
    prefix: plain("The prefix").default(""),
    postfix: plain("The postfix").default(""),
    /** Each # becomes a random character, all else stays: "BACK-####-####". Empty: prefix, random characters, postfix. */
    pattern: z
      .string()
      .max(MAX_CODE_LENGTH, `At most ${MAX_CODE_LENGTH} characters.`)
      .regex(/^[0-9A-Za-z._#-]*$/, "A pattern may hold letters, digits, dots, dashes, underscores and #.")
      .refine((text) => text === "" || text.includes("#"), "Put a # where a random character goes.")
      .default(""),
  })
  .refine((config) => shapeOf(config).length <= MAX_CODE_LENGTH, {
    path: ["length"],
    message: `A code is at most ${MAX_CODE_LENGTH} characters long.`,
  });
export type CodeConfig = z.output<typeof codeConfig>;

/** One code, each place drawn evenly and independently. */
export function generateCode(config: CodeConfig, random: RandomBytes): string {
  return fill(shapeOf(config), draw(config.charset, placesOf(config), random));
}

/** `count` different codes, none of them in `taken`. The space must be large enough: see `codeProblems`. */
export function generateCodes(
  config: CodeConfig,
  count: number,
  random: RandomBytes,
  taken: ReadonlySet<string> = new Set(),
): string[] {
  const shape = shapeOf(config);
  const places = placesOf(config);
  const codes = new Set<string>();
  const left = codeCapacity(config) - BigInt(taken.size);
  const wanted = left < BigInt(count) ? Number(left < 0n ? 0n : left) : count;
  while (codes.size < wanted) {
    const missing = wanted - codes.size;
    const characters = draw(config.charset, places * missing, random);
    for (let index = 0; index < missing; index++) {
      const code = fill(shape, characters.slice(index * places, (index + 1) * places));
      if (!taken.has(code)) codes.add(code);
    }
  }
  return [...codes];
}

/** How many different codes this configuration can make. */
export function codeCapacity(config: CodeConfig): bigint {
  return BigInt(config.charset.length) ** BigInt(placesOf(config));
}

/** Codes drawn at will must stay rare in their space: else guessing finds one, and making new ones grows slow. */
export const CODES_PER_SPACE = 10n;
/** The least space of a campaign that makes codes for as long as it runs. */
export const ENDLESS_SPACE = 1_000_000n;

/** What is wrong with making `count` codes ("endless": as many as are ever needed) beside `existing` ones. */
export function codeProblems(config: CodeConfig, count: number | "endless", existing = 0): Issue[] {
  const capacity = codeCapacity(config);
  const needed = count === "endless" ? ENDLESS_SPACE : BigInt(count + existing) * CODES_PER_SPACE;
  if (capacity >= needed) return [];
  let more = 0;
  for (let grown = capacity; grown < needed; grown *= BigInt(config.charset.length)) more++;
  return [
    {
      path: config.pattern ? "pattern" : "length",
      message: `Only ${capacity.toLocaleString("en")} different codes can be made this way, too few to be hard to guess${
        count === "endless" ? "" : ` among ${(count + existing).toLocaleString("en")}`
      }.`,
      fix: config.pattern
        ? `Add ${more} more # to the pattern.`
        : `Make the code ${more} ${more === 1 ? "character" : "characters"} longer.`,
    },
  ];
}

function shapeOf(config: { length: number; prefix: string; postfix: string; pattern: string }): string {
  return config.pattern || `${config.prefix}${"#".repeat(config.length)}${config.postfix}`;
}

function placesOf(config: CodeConfig): number {
  return shapeOf(config).split("#").length - 1;
}

function fill(shape: string, characters: string): string {
  let next = 0;
  return shape.replace(/#/g, () => characters[next++] ?? "");
}

/** Characters drawn evenly: bytes beyond the last whole multiple of the set's size are thrown away, since a remainder favours some. */
function draw(charset: string, count: number, random: RandomBytes): string {
  const limit = 256 - (256 % charset.length);
  let text = "";
  while (text.length < count) {
    for (const byte of random(Math.max(16, Math.ceil((count - text.length) * 1.3)))) {
      if (byte < limit) text += charset[byte % charset.length];
      if (text.length === count) break;
    }
  }
  return text;
}
