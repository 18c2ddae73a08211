"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { ApiError } from "@/lib/client/api-error";
import type { Distribution } from "@/lib/client/queries/distributions";
import { useFlowReferences } from "@/lib/client/queries/flows";
import { missingFrom } from "@/lib/domain/distribution/setup";
import { reviewWarnings } from "../review-warnings";
import { SetupSummary } from "../setup-summary";
import type { StageId } from "../stage-list";

/** Everything once more, with what is missing or worth knowing. */
export function ReviewStage({
  distribution,
  refused,
  onGo,
}: {
  distribution: Distribution;
  /** Why the last try to set it live failed. */
  refused: Error | null;
  onGo: (stage: StageId) => void;
}) {
  const references = useFlowReferences().data;
  const { setup } = distribution;
  const warnings = references ? reviewWarnings(distribution, references) : [];
  const problems = [
    ...missingFrom(setup).map(({ message, fix }) => `${message} ${fix ?? ""}`),
    ...(refused ? reasonsOf(refused) : []),
  ];
  return (
    <div className="flex flex-col gap-6">
      <SetupSummary distribution={distribution} onChange={onGo} />
      {warnings.length > 0 ? (
        <ul aria-label="Worth knowing" className="flex flex-col gap-2">
          {warnings.map(({ message, fix }) => (
            <li
              key={message}
              className="flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn"
            >
              <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
              {`${message} ${fix}`}
            </li>
          ))}
        </ul>
      ) : null}
      {problems.length > 0 ? (
        <ul role="alert" className="flex flex-col gap-1 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm">
          {problems.map((text) => (
            <li key={text} className="flex items-start gap-2">
              <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
              {text}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function reasonsOf(error: Error): string[] {
  if (!(error instanceof ApiError) || error.errors.length === 0) return [error.message];
  return error.errors.map(({ message, fix }) => `${message} ${fix ?? ""}`);
}
