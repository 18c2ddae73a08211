import { afterAll } from "vitest";
import { testEnvironment } from "./test-environment";

Object.assign(process.env, testEnvironment());

type Held = {
  cartographPool?: { end(): Promise<void> };
  cartographPrisma?: { $disconnect(): Promise<void> };
};

// Open sessions would keep each test process waiting for them to idle out.
afterAll(async () => {
  const { cartographPool, cartographPrisma } = globalThis as Held;
  await Promise.all([cartographPool?.end(), cartographPrisma?.$disconnect()]);
});
