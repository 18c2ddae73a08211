"use client";

import Link from "next/link";
import { Balance } from "@/components/engine/balance";
import { FailedRuns } from "@/components/engine/failed-runs";
import { SetAside } from "@/components/engine/set-aside";
import { ShardGrid } from "@/components/engine/shard-grid";
import { Throughput } from "@/components/engine/throughput";
import { Workers } from "@/components/engine/workers";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { NoPermission } from "@/components/ui/no-permission";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { type EngineState, useEngine } from "@/lib/client/queries/engine";
import { useCan } from "@/lib/client/queries/me";

/** How the engine is doing, for admins: what waits, who works, what went wrong and how to mend it. */
export function EngineScreen() {
  const allowed = useCan()("runs:write");
  const engine = useEngine(allowed);
  if (!allowed) return <NoPermission what="look at the engine" />;
  return (
    <Page className="mx-0 max-w-5xl">
      <PageHeader
        title="Engine"
        description="What moves customers through their flows: what waits, what is done now, and what went wrong."
      />
      {engine.isError && !engine.data ? (
        <ErrorState error={engine.error} onRetry={() => void engine.refetch()} />
      ) : (
        <>
          <SilentFlows flows={engine.data?.silentFlows ?? []} />
          <Throughput engine={engine.data} />
          <Balance engine={engine.data} />
          <ShardGrid engine={engine.data} />
          <Workers workers={engine.data?.workers} />
        </>
      )}
      <FailedRuns />
      <SetAside />
    </Page>
  );
}

function SilentFlows({ flows }: { flows: EngineState["silentFlows"] }) {
  if (flows.length === 0) return null;
  return (
    <Card
      title="Flows that fell silent"
      description="Busy for a week, and nobody has entered for a day. Check that the event that starts them still arrives."
    >
      <ul className="flex flex-col gap-2 text-sm">
        {flows.map(({ id, name, perDay, lastEntryAt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-2">
            <Link href={`/flows/${id}`} className="font-medium underline-offset-2 hover:underline" dir="auto">
              {name}
            </Link>
            <span className="text-muted">
              about {perDay} a day before; the last entered <RelativeTime at={lastEntryAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
