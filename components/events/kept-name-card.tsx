"use client";

import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { JsonView } from "@/components/ui/json-view";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import { type KeptName, type Replayed, useDiscard, useReplay } from "@/lib/client/queries/events";
import { useDeniedReason } from "@/lib/client/queries/me";
import { formatExact } from "@/lib/utils/format-number";
import { plural } from "@/lib/utils/plural";

/** What is kept aside under one name, with the newest of them, and the ways on: define, replay, discard. */
export function KeptNameCard({ kept }: { kept: KeptName }) {
  const { name, count, misfits, definitionId, errors } = kept;
  const denied = useDeniedReason()("event-definitions:write", "define, replay or discard events");
  const replay = useReplay();
  const discard = useDiscard();
  const [sum, setSum] = useState<Replayed | null>(null);
  const done = sum ? sum.replayed + sum.duplicate + sum.misfits : 0;

  const run = async () => {
    setSum(null);
    try {
      const { replayed, duplicate, misfits: left } = await replay.mutateAsync({ name, onProgress: setSum });
      const known = duplicate > 0 ? ` ${plural(duplicate, "event was", "events were")} there already.` : "";
      if (left === 0)
        toast.success(`${plural(replayed, "event")} moved into the log`, { description: known || undefined });
      else
        toast.warning(`${plural(replayed, "event")} moved, ${left} did not fit`, {
          description: `Those stay here.${known}`,
        });
    } catch (error) {
      toast.error("The replay stopped", {
        description: error instanceof Error ? error.message : "Try again: each event moves once.",
      });
    }
  };

  return (
    <Card
      title={<span className="break-all font-mono">{name}</span>}
      description={
        <span className="tabular">
          {plural(count, "event")}, the latest <RelativeTime at={kept.lastAt} />, the first{" "}
          <RelativeTime at={kept.firstAt} />
        </span>
      }
      actions={
        <>
          <ConfirmDialog
            trigger={
              <Button size="sm" variant="ghost" disabledReason={denied}>
                Discard
              </Button>
            }
            title={`Discard ${plural(count, "event")} named ${name}`}
            consequences="They are deleted for good and cannot be replayed. New ones of this name are kept aside again."
            verb={`Discard ${plural(count, "event")}`}
            danger
            onConfirm={async () => {
              const { discarded } = await discard.mutateAsync(name);
              toast.success(`${plural(discarded, "event")} discarded`);
            }}
          />
          {definitionId ? (
            <Button size="sm" onClick={() => void run()} loading={replay.isPending} disabledReason={denied}>
              Replay {plural(count, "event")}
            </Button>
          ) : denied ? (
            <Button size="sm" disabledReason={denied}>
              Define it
            </Button>
          ) : (
            <Button asChild size="sm">
              <Link href={`/events/new?from=${encodeURIComponent(name)}`}>Define it</Link>
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {replay.isPending ? (
          <Progress
            value={count > 0 ? done / count : null}
            label="Replaying"
            detail={`${formatExact(done)} of ${formatExact(count)}`}
          />
        ) : null}
        {definitionId ? (
          <p className="text-sm">
            <Badge tone="ok">Defined</Badge>{" "}
            <Link href={`/events/${definitionId}`} className="underline underline-offset-2">
              Look at the definition
            </Link>
          </p>
        ) : null}
        {misfits > 0 ? <Misfits count={misfits} errors={errors} /> : null}
        <div>
          <p className="mb-1 text-muted text-xs">The latest, as it was sent</p>
          <JsonView value={kept.sample} openDepth={3} />
        </div>
      </div>
    </Card>
  );
}

function Misfits({ count, errors }: { count: number; errors: KeptName["errors"] }) {
  return (
    <div className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <p className="font-medium">{plural(count, "event does", "events do")} not fit the definition</p>
      <ul className="mt-1 list-disc pl-5">
        {errors.slice(0, 5).map(({ path, message, fix }) => (
          <li key={path}>
            <code className="font-mono text-xs">{path}</code>: {message} {fix}
          </li>
        ))}
      </ul>
    </div>
  );
}
