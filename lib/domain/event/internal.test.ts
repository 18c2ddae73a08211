import { expect, it } from "vitest";
import { INTERNAL_EVENTS, internalEventTitle, isInternalEventName, isInternalMessageId } from "./internal";

it("S1-27: lists the 55 internal events, each once", () => {
  const names = INTERNAL_EVENTS.map((event) => event.name);
  expect(new Set(names).size).toBe(55);
  const groups: Record<string, number> = {};
  for (const name of names) groups[name.split(".")[0] ?? ""] = (groups[name.split(".")[0] ?? ""] ?? 0) + 1;
  expect(groups).toEqual({
    campaign: 11,
    voucher: 12,
    redemption: 4,
    customer: 10,
    order: 4,
    product: 3,
    sku: 3,
    distribution: 4,
    export: 4,
  });
  for (const name of names) expect(isInternalEventName(name), name).toBe(true);
});

it("S1-29: writes order.canceled with one l and shows it as people read it", () => {
  expect(internalEventTitle("order.canceled")).toBe("Order cancelled");
  expect(internalEventTitle("order.cancelled")).toBeNull();
  expect(internalEventTitle("customer.created")).toBe("Customer created");
});

it("keeps the engine's own names and message ids to itself", () => {
  for (const name of ["message.result", "run.moved", "flow.published"])
    expect(isInternalEventName(name)).toBe(true);
  for (const name of ["customer.called", "messages", "runs.done", "cart_abandoned"])
    expect(isInternalEventName(name)).toBe(false);
  expect(isInternalMessageId("message:018f0000-0000-7000-8000-000000000001:sent")).toBe(true);
  for (const id of ["node-next-17-0190", "order:10042", "message:1", "my:message:018f0000-0000"])
    expect(isInternalMessageId(id)).toBe(false);
});
