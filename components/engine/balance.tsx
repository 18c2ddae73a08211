"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusDot } from "@/components/ui/status-dot";
import { type EngineState, useCountAnew } from "@/lib/client/queries/engine";
import { formatExact } from "@/lib/utils/format-number";

/** Whether nobody is lost: the counters among themselves, and, when asked, against every run. */
export function Balance({ engine }: { engine: EngineState | undefined }) {
  const anew = useCountAnew();
  const holds = engine?.invariant === "holds";
  return (
    <Card
      title="Nobody is lost"
      description="Everybody who entered a flow is inside it, has completed it, has exited or has failed."
      actions={
        <Button size="sm" loading={anew.isFetching} onClick={() => void anew.refetch()}>
          Count everybody anew
        </Button>
      }
    >
      <div className="flex flex-col gap-2 text-sm">
        {engine ? (
          <StatusDot tone={holds ? "ok" : "bad"}>
            {holds ? "The counts of every flow version add up" : engine.invariant}
          </StatusDot>
        ) : null}
        {anew.error ? (
          <p role="alert" className="text-bad">
            {anew.error.message}
          </p>
        ) : null}
        {anew.data ? (
          <div role="status">
            {anew.data.holds ? (
              <StatusDot tone="ok">As many stand at each step of your flows as are counted there</StatusDot>
            ) : (
              <ul className="flex flex-col gap-1">
                {anew.data.problems.map((problem) => (
                  <li key={`${problem.flowId} ${problem.version} ${problem.stepId}`}>
                    <StatusDot tone="bad">
                      {problem.flowName}, version {problem.version}, step {problem.stepId}:{" "}
                      {formatExact(problem.counted)} counted, {formatExact(problem.standing)} stand there
                    </StatusDot>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ) : null}
      </div>
    </Card>
  );
}
