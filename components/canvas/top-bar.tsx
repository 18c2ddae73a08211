"use client";

import { ArrowLeft, ChartNoAxesColumn, ListChecks, Rocket } from "lucide-react";
import Link from "next/link";
import { ChangesBadge } from "@/components/canvas/changes-badge";
import { EarlierBadge } from "@/components/canvas/earlier-badge";
import { FlowName } from "@/components/canvas/flow-name";
import { LifecycleMenu } from "@/components/canvas/lifecycle-menu";
import { SaveStatus } from "@/components/canvas/save-status";
import { useLaunchReason } from "@/components/canvas/use-launch-reason";
import { useValidate } from "@/components/canvas/use-validate";
import { StatusBadge } from "@/components/flows/status-badge";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { useDerived, useUi, useUiStore } from "@/lib/client/editor/context";
import type { FlowDetail } from "@/lib/contracts/flows";
import { plural } from "@/lib/utils/plural";

/** What the flow is called and whether it runs, whether it is saved, and the way to a launch. */
export function TopBar({ flow }: { flow: FlowDetail }) {
  const ui = useUiStore();
  const problems = useDerived((derived) => derived.problems);
  const dockOpen = useUi((state) => state.problems);
  const validate = useValidate(flow.id);
  const launchReason = useLaunchReason(flow);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const tone = errors > 0 ? "text-bad" : problems.length > 0 ? "text-warn" : "";
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-line border-b bg-ground px-3">
      <Tooltip content="All flows">
        <Link
          href="/flows"
          aria-label="All flows"
          className="flex size-8 shrink-0 items-center justify-center rounded-md hover:bg-hover"
        >
          <ArrowLeft className="size-4" aria-hidden />
        </Link>
      </Tooltip>
      <FlowName id={flow.id} name={flow.name} />
      <StatusBadge status={flow.status} archived={flow.archived} version={flow.live?.number} />
      {flow.live ? <ChangesBadge live={flow.live} /> : null}
      <EarlierBadge flow={flow} />
      <div className="ml-auto flex items-center gap-2">
        <SaveStatus />
        {problems.length > 0 ? (
          <Button
            variant="ghost"
            className={tone}
            aria-expanded={dockOpen}
            onClick={() => ui.setState({ problems: !dockOpen })}
          >
            {errors > 0 ? plural(problems.length, "problem") : plural(problems.length, "warning")}
          </Button>
        ) : null}
        {flow.launchedAt ? (
          <Button asChild variant="ghost">
            <Link href={`/flows/${flow.id}/performance`}>
              <ChartNoAxesColumn aria-hidden />
              View performance
            </Link>
          </Button>
        ) : null}
        <Button onClick={() => validate.mutate()} loading={validate.isPending}>
          <ListChecks aria-hidden />
          Validate
        </Button>
        <Button
          variant="primary"
          disabledReason={launchReason}
          onClick={() => ui.setState({ launching: "launch" })}
        >
          <Rocket aria-hidden />
          Launch
        </Button>
        <LifecycleMenu flow={flow} />
      </div>
    </header>
  );
}
