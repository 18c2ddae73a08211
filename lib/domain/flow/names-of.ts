import type { Names, References } from "./step-definition";

/** What the words of a step look up. */
export function namesOf(references: Pick<References, "templates" | "campaigns" | "segments">): Names {
  return {
    template: (id) => references.templates.get(id) ?? null,
    segment: (id) => references.segments.get(id) ?? null,
    campaign: (id) => references.campaigns.get(id) ?? null,
  };
}
