import { describe, expect, it } from "vitest";
import { decrypt, encrypt } from "./secrets";

describe("sealed secrets", () => {
  it("opens what it sealed, whatever the text", () => {
    for (const text of ["", "re_123", "Grüße, مرحبا, 🧭", "x".repeat(10_000)])
      expect(decrypt(encrypt(text))).toBe(text);
  });

  it("seals the same text differently each time, and shows none of it", () => {
    const [first, second] = [encrypt("the same secret"), encrypt("the same secret")];
    expect(first).not.toBe(second);
    expect(Buffer.from(first, "base64").toString("latin1")).not.toContain("secret");
  });

  it("refuses a changed one, whichever byte was changed", () => {
    const bytes = Buffer.from(encrypt("secret"), "base64");
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] = changed[index]! ^ 1;
      expect(() => decrypt(changed.toString("base64")), `byte ${index}`).toThrow();
    }
  });

  it("refuses what is no sealed secret", () => {
    for (const text of ["", "plain", Buffer.alloc(20, 1).toString("base64")])
      expect(() => decrypt(text)).toThrow();
  });
});
