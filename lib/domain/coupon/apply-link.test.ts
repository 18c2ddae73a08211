import { describe, expect, it } from "vitest";
import { applyLink } from "./apply-link";

describe("S3-45: the link that applies a code", () => {
  it.each([
    ["https://yourstore.com/shop/", "", "YOURCODE", "https://yourstore.com/shop/?wsscd_code=YOURCODE"],
    ["https://yourstore.com/shop/", "coupon", "A B&C=", "https://yourstore.com/shop/?coupon=A%20B%26C%3D"],
    ["https://s.example/?a=1&wsscd_code=old#top", "", "N", "https://s.example/?a=1&wsscd_code=N#top"],
    ["", "", "CODE", ""],
    ["not an address", "", "CODE", ""],
  ])("%s with %s and %s is %s", (base, parameter, code, link) => {
    expect(applyLink(base, parameter, code)).toBe(link);
  });
});
