import { z } from "zod";
import { conditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import { describeConditions } from "@/lib/domain/condition/describe";
import { holds } from "@/lib/domain/condition/evaluate";
import { filterWords } from "@/lib/domain/flow/filter-words";
import { scopeOf } from "@/lib/domain/flow/scope";
import { defineStep, type Port } from "@/lib/domain/flow/step-definition";

const branchArm = z.object({
  id: z.string().min(1).max(40),
  name: z.string().min(1, "Name this branch.").max(60),
  filter: conditionGroup.refine(
    (group) => group.conditions.length > 0,
    "Add at least one condition to this branch.",
  ),
});
const config = z.object({ branches: z.array(branchArm).min(1, "Add a branch.").max(10) });
const loose = z.object({
  branches: z
    .array(z.object({ id: z.string(), name: z.string().catch(""), filter: z.unknown().optional() }))
    .catch([]),
});

/** Asks about the event, the customer and the cart; the first branch that holds is taken. */
export const branch = defineStep({
  type: "branch",
  title: "Branch",
  description: "Send customers different ways by event, customer and cart facts.",
  category: "decision",
  config,
  defaults: () => ({ branches: [{ id: "yes", name: "Yes", filter: NO_CONDITION }] }),
  ports: (draft) => {
    const arms: Port[] = loose
      .parse(draft)
      .branches.map((arm) => ({ id: arm.id, label: arm.name || "Branch" }));
    return [...arms, { id: "else", label: "Everyone else" }];
  },
  describe: (draft, names) => {
    const { branches } = loose.parse(draft);
    const first = branches[0];
    if (branches.length === 1 && first)
      return {
        title: filterWords(first.filter, null, names) || "Choose a condition",
        detail: `${first.name} or everyone else`,
      };
    return {
      title: `Branch in ${branches.length + 1}`,
      detail: [...branches.map((arm) => arm.name), "everyone else"].join(", "),
    };
  },
  decide: ({ branches }, context) => {
    const scope = scopeOf(context, null);
    const arm = branches.find((candidate) => holds(candidate.filter, scope));
    if (arm) return { kind: "go", port: arm.id, reason: reasonOf(arm) };
    return { kind: "go", port: "else", reason: "No branch's conditions held" };
  },
});

const reasons = new WeakMap<z.infer<typeof branchArm>, string>();

/** Why somebody goes this way: the same words for everybody, so they are found once. */
function reasonOf(arm: z.infer<typeof branchArm>): string {
  const known = reasons.get(arm);
  if (known !== undefined) return known;
  const reason = `${arm.name}: ${describeConditions(arm.filter)}`;
  reasons.set(arm, reason);
  return reason;
}
