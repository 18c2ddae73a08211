import { beforeAll, expect, test } from "vitest";
import { listProductsContract, productFields } from "@/lib/contracts/products";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { listProducts } from "./list-products";
import { saveProduct } from "./save-product";

let shop: CouponFixture;
beforeAll(async () => {
  const { pool } = await testDatabase();
  shop = await new CouponFixture(pool).open();
  const other = await new CouponFixture(pool).open();
  for (const name of ["Mug", "Teapot", "Tray"]) await save(shop, name);
  await save(other, "Mug");
});

const save = async ({ actor, clock }: CouponFixture, name: string) =>
  await saveProduct({ actor, body: productFields.parse({ name, sourceId: name.toLowerCase() }) }, clock);
const namesOf = async (query: object) => {
  const { data } = await listProducts({ actor: shop.actor, query: listProductsContract.query!.parse(query) });
  return data.map(({ name }) => name).sort();
};

test("S3-44: products are found by what they are called, and several at once by the shop's ids", async () => {
  expect(await namesOf({})).toEqual(["Mug", "Teapot", "Tray"]);
  expect(await namesOf({ search: "tea" })).toEqual(["Teapot"]);
  expect(await namesOf({ sourceId: "mug" })).toEqual(["Mug"]);
  expect(await namesOf({ sourceId: ["mug", "tray", "nobody"] })).toEqual(["Mug", "Tray"]);
  expect(await namesOf({ sourceId: ["mug", "tray"], search: "ray" })).toEqual(["Tray"]);
  const many = Array.from({ length: 101 }, String);
  expect(listProductsContract.query!.safeParse({ sourceId: many }).error?.message).toContain("at most 100");
});
