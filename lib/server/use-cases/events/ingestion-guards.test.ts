import { RateLimiterMemory } from "rate-limiter-flexible";
import { expect, it } from "vitest";
import { permissionsOfScope } from "@/lib/domain/access/permissions";
import type { Actor } from "@/lib/server/auth/actor";
import { keyInAddress } from "./key-in-address";
import { limitIngestion } from "./limit-ingestion";

const keyOf = (scope: "write" | "read" | "admin", id = "key:1"): Actor => ({
  workspaceId: "w",
  id,
  kind: "key",
  userId: null,
  name: "Key",
  role: scope,
  permissions: new Set(permissionsOfScope(scope)),
});
const at = (path: string) => new Request(`http://flows.test${path}`);

it("only a key that can do no more than write may stand in an address", () => {
  expect(keyInAddress(keyOf("write"), at("/api/v1/events?key=abc"))).toBe(true);
  expect(keyInAddress(keyOf("write"), at("/api/v1/events"))).toBe(false);
  expect(keyInAddress(keyOf("admin"), at("/api/v1/events"))).toBe(false);
  expect(() => keyInAddress(keyOf("admin"), at("/api/v1/events?key=abc"))).toThrow(
    /Only a key with the scope write/,
  );
  expect(() => keyInAddress({ ...keyOf("admin"), kind: "user" }, at("/api/v1/events?key=abc"))).toThrow(
    /Only a key/,
  );
});

it("a key that sends too much is told when to try again, and others are not held up", async () => {
  const limit = new RateLimiterMemory({ points: 2, duration: 10 });
  await limitIngestion(keyOf("write"), limit);
  await limitIngestion(keyOf("write"), limit);
  await expect(limitIngestion(keyOf("write"), limit)).rejects.toMatchObject({
    code: "rate_limited",
    extra: { retryAfterSeconds: 10 },
  });
  await limitIngestion(keyOf("write", "key:2"), limit);
});
