"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ChartNoAxesCombined, Ellipsis, Pause, Play, Square, Waypoints } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { StatusBadge } from "@/components/flows/status-badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { Stat } from "@/components/ui/stat";
import type { Distribution } from "@/lib/client/queries/distributions";
import { useMoveFlow } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";
import { formatExact } from "@/lib/utils/format-number";
import { SetupSummary } from "./setup-summary";

/** A distribution that went live: what it brought, what it does, and the way to its flow. */
export function LiveDistribution({ distribution, flowId }: { distribution: Distribution; flowId: string }) {
  const { numbers, status, version } = distribution;
  const webhook = distribution.setup.channel === "webhook";
  return (
    <Page>
      <PageHeader
        title={distribution.name}
        badge={<StatusBadge status={status} />}
        back={{ href: "/distributions", label: "Distributions" }}
        actions={<Actions distribution={distribution} flowId={flowId} />}
      />
      <Card>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-5">
          <Stat label="Entered" value={<NumberText value={numbers.entered} />} note="Customers, all time" />
          <Stat label="Codes given" value={<NumberText value={numbers.codes} />} note="All time" />
          <Stat
            label={webhook ? "Calls made" : "Sent"}
            value={<NumberText value={numbers.sent} />}
            note={webhook ? "All time" : "Messages, all time"}
          />
          <Stat label="Not sent" value={<NumberText value={numbers.skipped} />} note="The flow says why" />
          <Stat label="Converted" value={<NumberText value={numbers.converted} />} note="All time" />
          <Stat
            label="Revenue"
            value={<Money minor={numbers.revenue} currency={numbers.currency} short />}
            note="Of orders it earned"
          />
        </div>
      </Card>
      <Invites invites={distribution.invites} />
      <Card
        title="What it does"
        description={
          version !== null && version > 1
            ? "This is how it was set up. Its flow was changed on the canvas since then: open it to see what it does now."
            : "It is an ordinary flow: open it on the canvas to change it."
        }
      >
        <SetupSummary distribution={distribution} />
      </Card>
    </Page>
  );
}

function Invites({ invites }: Pick<Distribution, "invites">) {
  if (!invites || invites.done) return null;
  return (
    <div className="rounded-lg border border-line bg-surface px-5 py-4 shadow-card">
      <Progress
        value={invites.wanted > 0 ? Math.min(1, invites.reached / invites.wanted) : null}
        label="Reaching the members of the segment. You can leave this page."
        detail={`${formatExact(invites.reached)} of ${formatExact(invites.wanted)}`}
      />
    </div>
  );
}

function Actions({ distribution, flowId }: { distribution: Distribution; flowId: string }) {
  const client = useQueryClient();
  const move = useMoveFlow(flowId);
  const denied = useDeniedReason()("flows:launch", "pause or stop distributions");
  const [stopping, setStopping] = useState(false);
  const { status, name } = distribution;
  const apply = async (verb: "pause" | "resume" | "stop", done: string) => {
    await move.mutateAsync(verb);
    await client.invalidateQueries({ queryKey: ["distributions", distribution.id] });
    toast.success(done, { description: name });
  };
  const tell = (work: Promise<void>) => work.catch((error: Error) => toast.error(error.message));
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="More">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<ChartNoAxesCombined />} href={`/flows/${flowId}/performance`}>
          View performance
        </MenuItem>
        <MenuItem
          icon={<Square />}
          danger
          disabled={denied !== null || status === "stopped"}
          hint={status === "stopped" ? "It is stopped" : undefined}
          onSelect={() => setStopping(true)}
        >
          Stop…
        </MenuItem>
      </DropdownMenu>
      {status === "live" ? (
        <Button
          disabledReason={denied}
          loading={move.isPending}
          onClick={() => void tell(apply("pause", "Paused: nobody is given a code"))}
        >
          <Pause aria-hidden />
          Pause
        </Button>
      ) : null}
      {status === "paused" ? (
        <Button
          disabledReason={denied}
          loading={move.isPending}
          onClick={() => void tell(apply("resume", "The distribution is live again"))}
        >
          <Play aria-hidden />
          Resume
        </Button>
      ) : null}
      <Button asChild variant="primary">
        <Link href={`/flows/${flowId}`}>
          <Waypoints aria-hidden />
          Open on the canvas
        </Link>
      </Button>
      <ConfirmDialog
        open={stopping}
        onOpenChange={setStopping}
        title={`Stop “${name}”`}
        consequences="Nobody is given a code any more, and who is inside leaves now. Codes that customers have stay valid."
        verb="Stop distribution"
        danger
        onConfirm={() => apply("stop", "The distribution is stopped")}
      />
    </>
  );
}
