import { z } from "zod";
import { defineStep } from "@/lib/domain/flow/step-definition";

const name = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,59}$/,
    "Attribute names start with a letter and hold letters, digits and _.",
  );
const config = z.object({
  set: z
    .array(
      z.object({ attribute: name, value: z.union([z.string().max(500), z.number(), z.boolean(), z.null()]) }),
    )
    .min(1, "Add an attribute to set.")
    .max(20),
});
const loose = z.object({
  set: z.array(z.object({ attribute: z.string().catch(""), value: z.unknown().optional() })).catch([]),
});

/** Writes attributes onto the customer's profile. */
export const updateCustomer = defineStep({
  type: "update-customer",
  title: "Update customer",
  description: "Set attributes of the customer's profile.",
  category: "action",
  config,
  defaults: () => ({ set: [{ attribute: "", value: "" }] }),
  ports: () => [{ id: "next", label: "Then" }],
  describe: (draft) => {
    const { set } = loose.parse(draft);
    const named = set.filter(({ attribute }) => attribute);
    if (named.length === 0) return { title: "Update customer", detail: "Choose an attribute" };
    return {
      title: `Set ${named.map(({ attribute }) => attribute).join(", ")}`,
      detail: named.map(({ attribute, value }) => `${attribute} = ${value ?? "empty"}`).join(", "),
    };
  },
  decide: ({ set }) => ({
    kind: "go",
    port: "next",
    reason: `Set ${set.map(({ attribute }) => attribute).join(", ")}`,
    effects: [
      {
        kind: "update-customer",
        set: Object.fromEntries(set.map(({ attribute, value }) => [attribute, value])),
      },
    ],
  }),
});
