import { CompatError } from "@/lib/server/compat/errors";

/** @throws CompatError not_supported when only the rules about customers are asked for: what a code's rules join is judged as a whole */
export function refuseAudienceOnly(query: { audienceRulesOnly?: "true" | "false" | undefined }): void {
  if (query.audienceRulesOnly === "true")
    throw new CompatError(
      "not_supported",
      "audienceRulesOnly: the rules of a code are judged as a whole. Send the order, or leave it out for codes without rules about it.",
    );
}
