import { z } from "zod";
import { defineStep } from "@/lib/domain/flow/step-definition";

const arm = z.object({
  id: z.string().min(1).max(40),
  name: z.string().min(1, "Name this arm.").max(60),
  share: z.number().min(0).max(100),
});
const config = z.object({
  arms: z
    .array(arm)
    .min(2, "A split needs at least two arms.")
    .max(10)
    .refine(
      (arms) => Math.abs(arms.reduce((sum, { share }) => sum + share, 0) - 100) < 0.001,
      "The shares must add up to 100%.",
    ),
});
const loose = z.object({
  arms: z
    .array(z.object({ id: z.string(), name: z.string().catch(""), share: z.number().catch(0) }))
    .catch([]),
});

/** Sends a random share of customers each way; a retry takes the same arm, since chance is a hash of run and step. */
export const split = defineStep({
  type: "split",
  title: "Random split",
  description: "Send a random share of customers each way, to compare.",
  category: "decision",
  config,
  defaults: () => ({
    arms: [
      { id: "a", name: "A", share: 50 },
      { id: "b", name: "B", share: 50 },
    ],
  }),
  ports: (draft) =>
    loose.parse(draft).arms.map(({ id, name, share }) => ({ id, label: `${name || id} ${share}%` })),
  describe: (draft) => {
    const { arms } = loose.parse(draft);
    return {
      title: `Split ${arms.map(({ share }) => share).join(" / ")}`,
      detail: arms.map(({ name }) => name).join(", "),
    };
  },
  decide: ({ arms }, { random }) => {
    let upTo = 0;
    for (const { id, name, share } of arms) {
      upTo += share / 100;
      if (random < upTo) return { kind: "go", port: id, reason: `Drew ${name} (${share}%)` };
    }
    const last = arms[arms.length - 1]!;
    return { kind: "go", port: last.id, reason: `Drew ${last.name} (${last.share}%)` };
  },
});
