"use client";

import { Send } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { useDistribution } from "@/lib/client/queries/distributions";
import { useCan } from "@/lib/client/queries/me";
import { DeleteDraft } from "./delete-draft";
import { LiveDistribution } from "./live-distribution";
import { SetupSummary } from "./setup-summary";
import { Wizard } from "./wizard";

/** One distribution: the wizard while it is a draft, what it does and brings once it is live. */
export function DistributionPage({ id }: { id: string }) {
  const distribution = useDistribution(id);
  const can = useCan();
  if (distribution.isPending) return <PageSkeleton />;
  if (distribution.isError) {
    return (
      <Page>
        <ErrorState
          title="The distribution could not be loaded"
          error={distribution.error}
          onRetry={() => void distribution.refetch()}
        />
      </Page>
    );
  }
  const found = distribution.data;
  if (found.flowId) return <LiveDistribution distribution={found} flowId={found.flowId} />;
  return (
    <Page>
      <PageHeader
        title={found.name}
        badge={<Badge>Draft</Badge>}
        description="Nothing is sent before you set it live. What you enter is kept."
        back={{ href: "/distributions", label: "Distributions" }}
        actions={<DeleteDraft distribution={found} />}
      />
      {can("flows:write") ? (
        <Wizard distribution={found} />
      ) : (
        <Card title="What it will do" actions={<Send className="size-4 text-faint" aria-hidden />}>
          <SetupSummary distribution={found} />
        </Card>
      )}
    </Page>
  );
}
