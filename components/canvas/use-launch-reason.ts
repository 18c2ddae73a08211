"use client";

import { useDerived, useEditor } from "@/lib/client/editor/context";
import { useDeniedReason } from "@/lib/client/queries/me";
import type { FlowDetail } from "@/lib/contracts/flows";
import { diffFlows } from "@/lib/domain/flow/diff";
import { launchable } from "@/lib/domain/flow/problems";
import { plural } from "@/lib/utils/plural";

/** Why the flow cannot be launched now; null when it can. */
export function useLaunchReason(flow: FlowDetail): string | null {
  const denied = useDeniedReason()("flows:launch", "launch flows");
  const problems = useDerived((derived) => derived.problems);
  const document = useEditor((state) => state.document);
  const conflict = useEditor((state) => state.save.kind === "conflict");
  if (denied) return denied;
  if (flow.archived) return "This flow is archived. Bring it back first.";
  if (conflict) return "Somebody else saved this flow. Decide first which drawing stays.";
  if (!launchable(problems)) {
    const errors = problems.filter(({ severity }) => severity === "error").length;
    return `${plural(errors, "problem")} to solve first. Validate lists ${errors === 1 ? "it" : "them"}.`;
  }
  const runs = flow.status === "live" || flow.status === "paused";
  if (runs && flow.live && diffFlows(flow.live.document, document).same)
    return `Nothing has changed since version ${flow.live.number}.`;
  return null;
}
