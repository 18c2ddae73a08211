"use client";

import { TriangleAlert } from "lucide-react";
import { categoryLook } from "@/components/canvas/category-look";
import { type Inside, InsideChoice } from "@/components/canvas/inside-choice";
import { Badge } from "@/components/ui/badge";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useDerived, useEditor } from "@/lib/client/editor/context";
import type { FlowChanges, useFlowChanges } from "@/lib/client/queries/flows";
import type { FlowDetail } from "@/lib/contracts/flows";
import type { FlowDocument } from "@/lib/domain/flow/document";
import type { StepCategory } from "@/lib/domain/flow/step-definition";
import { stepOf } from "@/lib/steps/registry";
import { plural } from "@/lib/utils/plural";

/** What a launch does, and to whom. */
export function LaunchPlan({
  flow,
  changes,
  inside,
  onInside,
}: {
  flow: FlowDetail;
  changes: ReturnType<typeof useFlowChanges>;
  inside: Inside;
  onInside: (next: Inside) => void;
}) {
  const document = useEditor((state) => state.document);
  const warnings = useDerived((derived) => derived.problems).filter(({ severity }) => severity === "warning");
  return (
    <div className="flex flex-col gap-3">
      <p>{sentence(document, flow)}</p>
      {flow.live ? (
        changes.data ? (
          <LiveChanges changes={changes.data} flow={flow} inside={inside} onInside={onInside} />
        ) : changes.error ? (
          <ErrorState error={changes.error} onRetry={() => void changes.refetch()} className="py-4" />
        ) : (
          <Skeleton className="h-28" />
        )
      ) : null}
      {warnings.length > 0 ? (
        <ul className="flex flex-col gap-1.5 rounded-md bg-warn-soft px-3 py-2.5 text-warn">
          {warnings.map((warning) => (
            <li key={`${warning.stepId} ${warning.code}`} className="flex items-start gap-2">
              <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
              {warning.message}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Who enters from now on, and what reaches them for real. */
function sentence(document: FlowDocument, flow: FlowDetail): string {
  const events = document.steps
    .filter(({ type }) => type === "event-trigger")
    .map(({ config }) => String(config.eventName));
  const count = (category: StepCategory) =>
    document.steps.filter(({ type }) => stepOf(type)?.category === category).length;
  const sends = [
    count("message") > 0 ? plural(count("message"), "message") : "",
    count("coupon") > 0 ? plural(count("coupon"), "code") : "",
  ].filter(Boolean);
  const enter = `Everybody who triggers ${events.join(" or ")} ${flow.live ? "from then on enters the new version" : "from then on enters"}`;
  const real =
    sends.length > 0 ? ` and is sent up to ${sends.join(" and ")}, for real.` : ". It sends no messages.";
  const paused =
    flow.status === "paused" ? " The flow stays paused: nobody enters before you resume it." : "";
  return enter + real + paused;
}

const KIND = { added: "New", changed: "Changed", deleted: "Deleted" } as const;

function LiveChanges({
  changes,
  flow,
  inside,
  onInside,
}: {
  changes: FlowChanges;
  flow: FlowDetail;
  inside: Inside;
  onInside: (next: Inside) => void;
}) {
  const who =
    changes.inside === 0
      ? "Nobody is inside now."
      : `${changes.inside === 1 ? "1 customer is" : `${plural(changes.inside, "customer")} are`} inside, on ${
          changes.versions.length === 1
            ? `version ${changes.versions[0]!.number}`
            : plural(changes.versions.length, "version")
        }. What you changed reaches them only if you move them.`;
  return (
    <>
      <p className="font-medium">{flow.status === "stopped" ? "The flow starts again." : who}</p>
      {changes.steps.length > 0 ? (
        <table className="w-full text-sm">
          <thead>
            <tr className="text-left text-muted text-xs">
              <th className="pb-1 font-medium">Step</th>
              <th className="pb-1 font-medium">Change</th>
              <th className="pb-1 text-right font-medium">Stand here now</th>
            </tr>
          </thead>
          <tbody>
            {changes.steps.map((step) => (
              <tr key={step.stepId} className="border-line border-t">
                <td className="max-w-0 py-1.5 pr-3" style={{ width: "60%" }}>
                  <span className="flex items-center gap-2">
                    <span
                      aria-hidden
                      className="size-2 shrink-0 rounded-full"
                      style={{ background: categoryLook(step.category as StepCategory | null).color }}
                    />
                    <span className="truncate" dir="auto" title={step.name}>
                      {step.name}
                    </span>
                  </span>
                </td>
                <td className="py-1.5">
                  <Badge tone={step.kind === "deleted" ? "bad" : step.kind === "added" ? "ok" : "info"}>
                    {KIND[step.kind]}
                  </Badge>
                </td>
                <td className="tabular py-1.5 text-right">{step.kind === "added" ? "" : step.inside}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {changes.connections > 0 || changes.settings.length > 0 ? (
        <p className="text-muted">
          {[
            changes.connections > 0 ? `${plural(changes.connections, "connection")} changed` : "",
            changes.settings.length > 0 ? `Settings: ${changes.settings.join(", ")}` : "",
          ]
            .filter(Boolean)
            .join(". ")}
          .
        </p>
      ) : null}
      {changes.inside > 0 && flow.status !== "stopped" ? (
        <InsideChoice changes={changes} inside={inside} onInside={onInside} />
      ) : null}
    </>
  );
}
