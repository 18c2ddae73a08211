import fc from "fast-check";
import { expect, it } from "vitest";
import { storableIssue } from "./storable";

it.each([
  ["a\u0000b", "NUL"],
  [{ deep: [{ "key\u0000": 1 }] }, "NUL"],
  ["\ud83d", "half a character"],
  ["\ude00\ud83d", "half a character"],
  ["\\\u0000", "NUL"],
])("%j cannot be stored", (value, reason) => {
  expect(storableIssue(value)?.message).toContain(reason);
});

it.each([["😀"], ["\\u0000"], ["\\\\ud83d"], [{ a: [1, null, true, "\n\u001f"] }], [undefined], [null]])(
  "%j can",
  (value) => {
    expect(storableIssue(value)).toBeNull();
  },
);

it("nothing is nested more than 40 levels deep, however long it is", () => {
  const nest = (levels: number) => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
  expect(storableIssue(nest(40))).toBeNull();
  expect(storableIssue(nest(41))?.message).toContain("nested");
  expect(storableIssue(nest(100_000))?.message).toContain("nested");
});

it("agrees with what a text really holds", () => {
  const unit = fc.oneof(
    fc.integer({ min: 0xd7ff, max: 0xe000 }),
    fc.constantFrom(0, 1, 0x5c, 0x75, 0x30, 0x64, 0x38, 0x61),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 8 }), (units) => {
      const text = String.fromCharCode(...units);
      expect(storableIssue([text]) === null).toBe(!/[\0\p{Surrogate}]/u.test(text));
    }),
  );
});
