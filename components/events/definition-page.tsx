"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { FlowLinks } from "@/components/flows/flow-links";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  type DefinitionDetail,
  useDefinition,
  useDeleteDefinition,
  useUpdateDefinition,
} from "@/lib/client/queries/events";
import { useDeniedReason } from "@/lib/client/queries/me";
import { formatExact } from "@/lib/utils/format-number";
import { HonestyNote } from "./honesty-note";
import { PropertiesTable } from "./properties-table";
import { RoleBadge } from "./role-badge";

/** One definition: what it is, the code that sends it, and what uses it. */
export function DefinitionPage({ id }: { id: string }) {
  const definition = useDefinition(id);
  if (definition.isError)
    return <ErrorState error={definition.error} onRetry={() => void definition.refetch()} />;
  if (!definition.data) return <PageSkeleton />;
  const { data } = definition;
  return (
    <Page>
      <PageHeader
        back={{ href: "/events", label: "Events" }}
        title={data.title}
        description={data.description}
        badge={
          <>
            <RoleBadge role={data.role} />
            {data.archived ? <Badge>Archived</Badge> : null}
          </>
        }
        actions={<Actions definition={data} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card
            title="Tracking code"
            description="This very event, with properties that fit. Replace YOUR_WRITE_KEY by a key with the scope “write”."
            actions={
              <Button asChild size="sm">
                <Link href="/events/connect">Install the SDK</Link>
              </Button>
            }
          >
            <CodeBlock
              title="Tracking code"
              samples={data.trackingCode.map(({ title, code }) => ({ label: title, code }))}
            />
            <HonestyNote className="mt-4" />
          </Card>
          <Card title="Properties" flush>
            {data.properties.length > 0 ? (
              <div className="px-2 pb-3">
                <PropertiesTable properties={data.properties} />
              </div>
            ) : (
              <p className="px-5 pb-5 text-muted">None: the event only says that it happened, and to whom.</p>
            )}
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Known as">
            <dl className="flex flex-col gap-3">
              <Known label="Name" value={data.name} />
              <Known label="Definition ID" value={data.id} />
            </dl>
          </Card>
          <UsageCard definition={data} />
        </div>
      </div>
    </Page>
  );
}

function Known({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="flex items-center gap-1">
        <code className="min-w-0 break-all font-mono text-xs">{value}</code>
        <CopyButton value={value} what={label} />
      </dd>
    </div>
  );
}

function UsageCard({ definition: { name, usage } }: { definition: DefinitionDetail }) {
  return (
    <Card
      title="Used by"
      actions={
        <Button asChild size="sm">
          <Link href={`/events/live?name=${encodeURIComponent(name)}`}>Watch live</Link>
        </Button>
      }
    >
      {usage.flows.length === 0 ? <p className="text-muted">No flow names it yet.</p> : null}
      <FlowLinks flows={usage.flows} />
      <p className="tabular mt-3 border-line border-t pt-3 text-muted text-xs">
        {usage.lastSeenAt ? (
          <>
            Last seen <RelativeTime at={usage.lastSeenAt} />; {formatExact(usage.recentCount)} of the
            workspace’s latest events.
          </>
        ) : (
          `Not among the latest ${formatExact(usage.recentOf)} events.`
        )}
      </p>
    </Card>
  );
}

function Actions({ definition: { id, name, archived, usage } }: { definition: DefinitionDetail }) {
  const router = useRouter();
  const [retiring, setRetiring] = useState(false);
  const update = useUpdateDefinition(id);
  const remove = useDeleteDefinition(id);
  const denied = useDeniedReason()("event-definitions:write", "change event definitions");
  const used = usage.flows.length > 0 || usage.lastSeenAt !== null;

  const bringBack = async () => {
    await update.mutateAsync({ archived: false });
    toast.success(`${name} is back in use`);
  };
  const retire = async () => {
    const { outcome, reason } = await remove.mutateAsync();
    toast.success(`${name} is ${outcome}`, { description: reason });
    router.push(outcome === "archived" ? "/events?archived=true" : "/events");
  };
  return (
    <>
      {archived ? (
        <Button onClick={() => void bringBack()} loading={update.isPending} disabledReason={denied}>
          Bring back
        </Button>
      ) : null}
      {denied ? (
        <Button disabledReason={denied}>Change</Button>
      ) : (
        <Button asChild>
          <Link href={`/events/${id}/edit`}>Change</Link>
        </Button>
      )}
      {archived || denied ? null : (
        <DropdownMenu
          trigger={
            <IconButton label="More">
              <Ellipsis />
            </IconButton>
          }
        >
          <MenuItem danger onSelect={() => setRetiring(true)}>
            {used ? "Archive" : "Delete"}
          </MenuItem>
        </DropdownMenu>
      )}
      <ConfirmDialog
        open={retiring}
        onOpenChange={setRetiring}
        title={`${used ? "Archive" : "Delete"} ${name}`}
        consequences={
          used
            ? "It leaves the lists that events are picked from. Events of this name are still accepted, and the flows that name it go on."
            : "Nothing uses it. Events of this name go into quarantine from now on. If old events turn up on the log, it is archived instead."
        }
        verb={used ? "Archive event" : "Delete event"}
        danger={!used}
        onConfirm={retire}
      />
    </>
  );
}
