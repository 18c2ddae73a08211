import type { FlowDocument } from "./document";
import type { References, StepDefinition } from "./step-definition";
import type { Problem } from "./validate";

type StepOf = (type: string) => StepDefinition | null;

/**
 * S3-66, S3-67: what teaches customers to wait for a coupon is said before launch; so is a code that is shown and not given, and a held one that leads
 * nowhere. `before`: the steps that a customer may have come through, of a step.
 */
export function couponWarnings(
  document: FlowDocument,
  stepOf: StepOf,
  references: References,
  before: (stepId: string) => readonly string[],
): Problem[] {
  const types = new Map(document.steps.map(({ id, type }) => [id, type]));
  const comesAfter = (stepId: string, category: StepDefinition["category"]) =>
    before(stepId).some((id) => stepOf(types.get(id) ?? "")?.category === category);
  const startsSomewhere = document.steps.some(({ type }) => stepOf(type)?.category === "entry");
  return document.steps.flatMap((step): Problem[] => {
    const found: Problem[] = [];
    const template = references.templates.get(String(step.config.templateId ?? ""));
    const isMessage = step.type === "send-email" || step.type === "send-sms";
    if (isMessage && template?.usesVoucher && !comesAfter(step.id, "coupon"))
      found.push(
        warning(
          step.id,
          "code_without_coupon",
          `The template "${template.name}" shows a code, but no step before it gives one.`,
          "Add an Issue coupon step before this message.",
        ),
      );
    const isCoupon = stepOf(step.type)?.category === "coupon";
    if (isCoupon && startsSomewhere && !comesAfter(step.id, "message"))
      found.push(
        warning(
          step.id,
          "discount_first",
          "The first message already offers a discount, which teaches customers to wait for one.",
          "Send a plain reminder first, if you can.",
        ),
      );
    if (
      mayHold(step, stepOf) &&
      !document.edges.some(({ from, port }) => from === step.id && port === "held")
    )
      found.push(
        warning(
          step.id,
          "held_leads_nowhere",
          "Whoever is refused, or waits too long for a decision, leaves the flow here: “Held” leads nowhere.",
          "Connect “Held” to the step for them, such as a plain reminder.",
        ),
      );
    return found;
  });
}

/** Whether the step may ask a person first. */
function mayHold({ type, config }: FlowDocument["steps"][number], stepOf: StepOf): boolean {
  return (
    stepOf(type)
      ?.ports(config)
      .some(({ id }) => id === "held") ?? false
  );
}

function warning(stepId: string, code: string, message: string, fix: string): Problem {
  return { severity: "warning", stepId, path: "", code, message, fix };
}
