import { describe, expect, test } from "vitest";
import { readAddress, writeAddress } from "@/lib/client/list-address";

const PARTS = { search: "", show: ["all", "on", "off"] } as const;

describe("the address of a list", () => {
  test("holds what is not usual, and nothing else", () => {
    expect(writeAddress("/campaigns", PARTS, { search: "", show: "all" })).toBe("/campaigns");
    expect(writeAddress("/campaigns", PARTS, { search: "", show: "off" })).toBe("/campaigns?show=off");
    expect(writeAddress("/campaigns", PARTS, { search: "a&b ü", show: "on" })).toBe(
      "/campaigns?search=a%26b+%C3%BC&show=on",
    );
  });

  test("is read as it was written", () => {
    const values = { search: "50% & more", show: "on" } as const;
    const address = writeAddress("/campaigns", PARTS, values);
    expect(readAddress(PARTS, new URL(address, "http://list.example").searchParams)).toEqual(values);
  });

  test("takes the usual value for what is missing or not one of the words", () => {
    expect(readAddress(PARTS, new URLSearchParams())).toEqual({ search: "", show: "all" });
    expect(readAddress(PARTS, new URLSearchParams("show=gone&other=1"))).toEqual({ search: "", show: "all" });
  });
});
