import { z } from "zod";
import { defineStep } from "@/lib/domain/flow/step-definition";
import { drawFrom } from "@/lib/domain/random";

const arm = z.object({
  id: z.string().min(1).max(40),
  name: z.string().min(1, "Name this arm.").max(60),
  share: z.number().min(0).max(100),
  /** Gets nothing: their run ends here, and what they buy is counted all the same, to compare. */
  holdout: z.boolean().default(false),
});
const config = z.object({
  /** A customer who comes again takes the arm they took before; else every run draws anew. */
  sticky: z.boolean().default(false),
  arms: z
    .array(arm)
    .min(2, "A split needs at least two arms.")
    .max(10)
    .refine(
      (arms) => Math.abs(arms.reduce((sum, { share }) => sum + share, 0) - 100) < 0.001,
      "The shares must add up to 100%.",
    )
    .refine((arms) => arms.some(({ holdout }) => !holdout), "At least one arm must lead on."),
});
const loose = z.object({
  arms: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().catch(""),
        share: z.number().catch(0),
        holdout: z.boolean().catch(false),
      }),
    )
    .catch([]),
});

/**
 * Sends a random share of customers each way; a retry takes the same arm, since chance is a hash of run and step, or of flow, step and
 * customer where the arm shall last.
 */
export const split = defineStep({
  type: "split",
  title: "Random split",
  description: "Send a random share of customers each way, to compare.",
  category: "decision",
  config,
  defaults: () => ({
    sticky: true,
    arms: [
      { id: "a", name: "A", share: 50 },
      { id: "b", name: "B", share: 50 },
    ],
  }),
  ports: (draft) =>
    loose
      .parse(draft)
      .arms.filter(({ holdout }) => !holdout)
      .map(({ id, name, share }) => ({ id, label: `${name || id} ${share}%` })),
  describe: (draft) => {
    const { arms } = loose.parse(draft);
    return {
      title: `Split ${arms.map(({ share }) => share).join(" / ")}`,
      detail: arms.map(({ name, holdout }) => (holdout ? `${name} (gets nothing)` : name)).join(", "),
    };
  },
  decide: ({ arms, sticky }, { random, run }) => {
    const drawn = armAt(
      arms,
      sticky ? drawFrom(`arm:${run.flowId}:${run.stepId}:${run.customerId}`) : random,
    );
    const reason = `Drew ${drawn.name} (${drawn.share}%)`;
    return drawn.holdout
      ? { kind: "end", status: "completed", outcome: "holdout", reason }
      : { kind: "go", port: drawn.id, reason };
  },
});

function armAt(arms: readonly z.output<typeof arm>[], draw: number): z.output<typeof arm> {
  let upTo = 0;
  for (const candidate of arms) {
    upTo += candidate.share / 100;
    if (draw < upTo) return candidate;
  }
  return arms[arms.length - 1]!;
}
