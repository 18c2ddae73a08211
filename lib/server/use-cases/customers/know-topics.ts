import { unknownTopics } from "@/lib/domain/customer/consent";
import { DomainError } from "@/lib/domain/errors";
import { ingestRules } from "@/lib/server/db/events/definition-cache";

/** @throws DomainError invalid_input when consent names a topic that the workspace does not have */
export async function knowTopics(
  workspaceId: string,
  consent: Readonly<Record<string, unknown>> | undefined,
  now: Date,
): Promise<void> {
  // Most consent is about channels alone.
  if (!Object.keys(consent ?? {}).some((key) => key.includes(":"))) return;
  const issues = unknownTopics(consent, (await ingestRules(workspaceId, now)).topics, "consent");
  if (issues.length > 0) throw new DomainError("invalid_input", "A topic is not known.", { issues });
}
