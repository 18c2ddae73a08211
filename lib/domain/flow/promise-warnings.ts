import { brokenPromises } from "@/lib/domain/coupon/promises";
import type { FlowDocument } from "./document";
import type { References } from "./step-definition";

type Warning = {
  severity: "warning";
  stepId: string;
  path: string;
  code: string;
  message: string;
  fix: string;
};

/** A pool with fewer codes than this is said to be low. */
const LOW_POOL = 100;

/**
 * What messages promise of their code and the campaign does not keep (S4-14), and pools that are about to run dry. `before`: the steps that a
 * customer may have come through, of a step.
 */
export function promiseWarnings(
  document: FlowDocument,
  references: References,
  before: (stepId: string) => readonly string[],
): Warning[] {
  const coupons = new Map(
    document.steps.flatMap(({ id, type, config }) => {
      const campaign = references.campaigns.get(String(config.campaignId ?? ""));
      return type === "issue-coupon" && campaign ? [[id, campaign] as const] : [];
    }),
  );
  const broken = document.steps.flatMap((step): Warning[] => {
    const template = references.templates.get(String(step.config.templateId ?? ""));
    if (!template?.promises) return [];
    const given = before(step.id).flatMap((id) => coupons.get(id) ?? []);
    const kept = given.map(({ terms }) => (terms ? brokenPromises(template.promises ?? "", terms) : []));
    // One of several codes may be the one that the text means.
    if (kept.length === 0 || kept.some((sentences) => sentences.length === 0)) return [];
    return kept[0]!.map((message) => ({
      severity: "warning",
      stepId: step.id,
      path: "templateId",
      code: "broken_promise",
      message: `“${template.name}” promises what “${given[0]!.name}” does not keep. ${message}`,
      fix: "Change the text, or the campaign.",
    }));
  });
  const low = [...coupons].flatMap(([stepId, { name, left }]): Warning[] =>
    left === null || left === undefined || left >= LOW_POOL
      ? []
      : [
          {
            severity: "warning",
            stepId,
            path: "campaignId",
            code: "low_pool",
            message:
              left === 0
                ? `“${name}” has no code left.`
                : `“${name}” has only ${left} ${left === 1 ? "code" : "codes"} left.`,
            fix: "Make more codes in the campaign, or let it make them as needed.",
          },
        ],
  );
  return [...broken, ...low];
}
