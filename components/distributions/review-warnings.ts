import type { Distribution } from "@/lib/client/queries/distributions";
import { flowOf } from "@/lib/domain/distribution/flow-of";
import { type ReferenceLists, referencesOf } from "@/lib/domain/flow/references-of";
import { validateFlow } from "@/lib/domain/flow/validate";
import { stepOf } from "@/lib/steps/registry";

/** Something worth knowing before a distribution goes live, and what would mend it. */
type ReviewWarning = { code: string; message: string; fix: string };

/** Every warning about a distribution: its own, and those that the canvas gives about the flow it will be. `references`: what exists in the workspace now. */
export function reviewWarnings(
  { id, setup }: Pick<Distribution, "id" | "setup">,
  references: ReferenceLists,
): ReviewWarning[] {
  const template = references.templates.find((one) => one.id === setup.templateId);
  const ofFlow = validateFlow(flowOf(id, setup), stepOf, referencesOf(references)).filter(
    // A distribution is a code and its message: it always begins with the discount.
    ({ severity, code }) => severity === "warning" && code !== "discount_first",
  );
  return [
    ...(template?.published && !template.usesVoucher
      ? [
          {
            code: "code_not_shown",
            message: "The message does not show the code: customers would be given one and never see it.",
            fix: "Put the code into the message.",
          },
        ]
      : []),
    ...(setup.permission === "none" && setup.channel !== "webhook"
      ? [
          {
            code: "permission_not_asked",
            message:
              "No marketing permission is asked for: customers who did not agree to this channel enter, but are sent nothing, and their codes go back.",
            fix: "Ask for the permission in Audience to leave them out from the start.",
          },
        ]
      : []),
    ...ofFlow,
  ];
}
