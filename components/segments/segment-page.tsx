"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FlowLinks } from "@/components/flows/flow-links";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Progress } from "@/components/ui/progress";
import { useDeniedReason } from "@/lib/client/queries/me";
import {
  type SegmentDetail,
  useDeleteSegment,
  useSegment,
  useUpdateSegment,
} from "@/lib/client/queries/segments";
import { plural } from "@/lib/utils/plural";
import { MembersCard } from "./members-card";
import { SegmentForm } from "./segment-form";

/** One segment: its rule, who belongs to it, and the flows that ask for it. */
export function SegmentPage({ id }: { id: string }) {
  const segment = useSegment(id);
  if (segment.isPending) return <PageSkeleton />;
  if (segment.isError)
    return (
      <ErrorState
        title="The segment could not be loaded"
        error={segment.error}
        onRetry={() => void segment.refetch()}
      />
    );
  return <Loaded segment={segment.data} />;
}

function Loaded({ segment }: { segment: SegmentDetail }) {
  const update = useUpdateSegment(segment.id);
  const denied = useDeniedReason()("customers:write", "change segments");
  const { name, type, rule } = segment;
  return (
    <Page>
      <PageHeader
        title={<span dir="auto">{name}</span>}
        badge={<Badge>{type === "auto" ? "Auto-update" : "Static"}</Badge>}
        description={`${plural(segment.members, "customer")} belong to it now.`}
        back={{ href: "/segments", label: "Segments" }}
        actions={<DeleteButton segment={segment} denied={denied} />}
      />
      {segment.built < 1 ? (
        <Progress
          value={segment.built}
          label="Looking at every customer"
          detail="You can leave this screen."
        />
      ) : null}
      {/* A saved rule is another form: what was typed over the old one would hide it. */}
      <SegmentForm
        key={JSON.stringify([name, rule])}
        isNew={false}
        denied={denied}
        initial={{ name, type, rule }}
        onSave={async (values) => {
          await update.mutateAsync(
            type === "auto" ? { name: values.name, rule: values.rule } : { name: values.name },
          );
          toast.success("Segment saved", { description: values.name });
        }}
      />
      <MembersCard segment={segment} denied={denied} />
      <Card title="Flows that ask for it">
        {segment.flows.length === 0 ? (
          <p className="text-muted text-sm">
            None yet. Start a flow with the event “Customer entered a segment”, or ask for it in a branch.
          </p>
        ) : (
          <FlowLinks flows={segment.flows} />
        )}
      </Card>
    </Page>
  );
}

function DeleteButton({ segment, denied }: { segment: SegmentDetail; denied: string | null }) {
  const router = useRouter();
  const remove = useDeleteSegment(segment.id);
  const reason =
    denied ??
    (segment.flows.length > 0 ? "Flows ask for it: choose another segment there first." : undefined);
  const button = (
    <Button disabledReason={reason}>
      <Trash2 aria-hidden />
      Delete
    </Button>
  );
  if (reason) return button;
  return (
    <ConfirmDialog
      trigger={button}
      title={`Delete ${segment.name}`}
      consequences="The customers stay as they are. Nobody enters or leaves this segment any more."
      verb="Delete segment"
      danger
      onConfirm={async () => {
        await remove.mutateAsync(undefined);
        router.push("/segments");
      }}
    />
  );
}
