import { expect, it } from "vitest";
import { actionWords } from "./action-words";

const words = (action: string, detail: Record<string, unknown> = {}) =>
  actionWords({ action, objectType: action.split(".")[0] ?? "", detail });

it("tells what was done in a sentence", () => {
  expect(words("member.role_changed", { name: "Vera", from: "viewer", to: "admin" }).text).toBe(
    "Made Vera admin, who was viewer",
  );
  expect(words("api_key.revoked", { name: "Web shop" }).text).toBe("Revoked the API key “Web shop”");
});

it("says what settings were and are, where that is short", () => {
  expect(
    words("workspace.changed", {
      name: { from: "A", to: "B" },
      recoveryDiscountDays: { from: 90, to: null },
      brand: { from: {}, to: {} },
    }),
  ).toEqual({
    text: "Changed the name, the limit of recovery discounts and the brand",
    detail: "Name: A → B · Limit of recovery discounts: 90 → none",
  });
});

it("is legible for what other parts write down", () => {
  expect(words("flow.published", { name: "Win back" }).text).toBe("Published: flow “Win back”");
  expect(words("event_definition.created").text).toBe("Created: event definition");
});
