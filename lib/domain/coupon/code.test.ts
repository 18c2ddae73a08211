import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CLEAR_CHARACTERS,
  codeCapacity,
  codeConfig,
  codeProblems,
  generateCode,
  generateCodes,
} from "./code";

const config = (given: Record<string, unknown> = {}) => codeConfig.parse(given);

/** Bytes that repeat from a seed, for tests of what chance decides. */
function seeded(seed: number) {
  let state = seed >>> 0 || 1;
  return (size: number) =>
    Uint8Array.from({ length: size }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 8) & 255;
    });
}

describe("codes", () => {
  test("S0-26: a pattern keeps its text and fills each #", () => {
    expect(generateCode(config({ pattern: "10OFF-#######" }), randomBytes)).toMatch(
      new RegExp(`^10OFF-[${CLEAR_CHARACTERS}]{7}$`),
    );
  });

  test("S0-26: prefix, length, postfix and charset are kept", () => {
    expect(
      generateCode(config({ prefix: "HI-", length: 6, postfix: "-X", charset: "01" }), randomBytes),
    ).toMatch(/^HI-[01]{6}-X$/);
  });

  test("leaves out the characters people confuse unless asked for", () => {
    const codes = generateCodes(config(), 500, randomBytes).join("");
    expect(codes).not.toMatch(/[01OIL]/);
  });

  test("S0-26: as many codes as asked for, all different, none of those taken, whatever the configuration", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 2, max: 12 }),
        fc.uniqueArray(fc.constantFrom(..."ABCDEFGH234567"), { minLength: 2 }),
        fc.integer(),
        (count, length, characters, seed) => {
          const given = config({ length, charset: characters.join("") });
          const first = generateCodes(given, 3, seeded(seed));
          const codes = generateCodes(given, count, seeded(seed), new Set(first));
          const room = codeCapacity(given) - BigInt(first.length);
          expect(codes.length).toBe(room < BigInt(count) ? Number(room) : count);
          expect(new Set([...codes, ...first]).size).toBe(codes.length + first.length);
          for (const code of codes) expect(code).toMatch(new RegExp(`^[${characters.join("")}]{${length}}$`));
        },
      ),
      { numRuns: 200 },
    );
  });

  test("draws every character about equally often", () => {
    const given = config({ length: 40, charset: "ABCDEFGHJKMNPQRSTUVWXYZ23456789" });
    const counts = new Map<string, number>();
    for (const character of generateCodes(given, 2_000, seeded(7)).join(""))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (2_000 * 40) / 31;
    expect(counts.size).toBe(31);
    // Drawing with a plain remainder would make the first eight characters 12% more frequent than the rest.
    for (const count of counts.values()) expect(Math.abs(count - expected) / expected).toBeLessThan(0.08);
  });

  test("says how many codes there can be", () => {
    expect(codeCapacity(config({ pattern: "A-##", charset: "ABC" }))).toBe(9n);
    expect(codeCapacity(config())).toBe(31n ** 8n);
  });

  test("S0-26: refuses a space too small for the wanted number, and says how to mend it", () => {
    expect(codeProblems(config({ pattern: "A-##" }), 96)).toEqual([]);
    expect(codeProblems(config({ pattern: "A-##" }), 97)).toEqual([
      {
        path: "pattern",
        message: "Only 961 different codes can be made this way, too few to be hard to guess among 97.",
        fix: "Add 1 more # to the pattern.",
      },
    ]);
    expect(codeProblems(config({ length: 2, charset: "01" }), "endless")[0]).toEqual({
      path: "length",
      message: "Only 4 different codes can be made this way, too few to be hard to guess.",
      fix: "Make the code 18 characters longer.",
    });
    expect(codeProblems(config({ length: 8 }), "endless")).toEqual([]);
  });

  test.each([
    [{ pattern: "NO-PLACES" }, "Put a # where a random character goes."],
    [{ charset: "AAB" }, "Each character may stand there once."],
    [{ prefix: "a b" }, "The prefix may hold letters, digits, dots, dashes and underscores."],
    [{ length: 40, prefix: "P".repeat(40) }, "A code is at most 64 characters long."],
  ])("refuses %j", (given, message) => {
    expect(codeConfig.safeParse(given).error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
