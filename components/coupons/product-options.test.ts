import { describe, expect, test } from "vitest";
import { productOptions, withProduct } from "./product-options";

describe("choosing products", () => {
  test("products are offered by name under the ids by which the shop's orders name them", () => {
    const products = [
      { name: "Mug", sourceId: "mug-1" },
      { name: "Known to nobody else", sourceId: null },
    ];
    expect(productOptions(products)).toEqual([{ value: "mug-1", label: "Mug", hint: "mug-1" }]);
  });

  test("one more stands behind those that were typed, and none twice", () => {
    expect(withProduct([" mug-1", "", "cup-2 "], "pot-3")).toEqual(["mug-1", "cup-2", "pot-3"]);
    expect(withProduct(["mug-1"], "mug-1")).toEqual(["mug-1"]);
    expect(withProduct([""], "mug-1")).toEqual(["mug-1"]);
  });
});
