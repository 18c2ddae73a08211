import { describe, expect, it } from "vitest";
import { stepContext } from "@/lib/testing/step-context";
import { updateCustomer } from "./step";

describe("update customer", () => {
  it("writes the attributes onto the profile and goes on", () => {
    const config = updateCustomer.config.parse({
      set: [
        { attribute: "tier", value: "silver" },
        { attribute: "reminded", value: true },
        { attribute: "note", value: null },
      ],
    });
    expect(updateCustomer.decide(config, stepContext())).toMatchObject({
      kind: "go",
      port: "next",
      effects: [{ kind: "update-customer", set: { tier: "silver", reminded: true, note: null } }],
    });
  });

  it("takes no name that a template could not say", () => {
    for (const attribute of ["", "9lives", "first name", "__proto__", "a.b"])
      expect(updateCustomer.config.safeParse({ set: [{ attribute, value: 1 }] }).success).toBe(false);
  });
});
