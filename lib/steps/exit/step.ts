import { z } from "zod";
import { defineStep } from "@/lib/domain/flow/step-definition";

/** Ends the run, as completed or as left early with a reason of the marketer's own. */
export const exit = defineStep({
  type: "exit",
  title: "Exit",
  description: "End the flow for this customer.",
  category: "exit",
  config: z.object({
    as: z.enum(["completed", "exited"]).default("completed"),
    reason: z.string().max(120).default(""),
  }),
  defaults: () => ({ as: "completed", reason: "" }),
  ports: () => [],
  describe: ({ as, reason }) => ({
    title: as === "exited" ? "Leave the flow early" : "End of the flow",
    detail:
      typeof reason === "string" && reason
        ? reason
        : as === "exited"
          ? "Counted as exited"
          : "Counted as completed",
  }),
  decide: ({ as, reason }) => ({
    kind: "end",
    status: as,
    reason: reason || (as === "exited" ? "custom" : "reached the end"),
  }),
});
