"use client";

import { CircleAlert } from "lucide-react";
import { Progress } from "@/components/ui/progress";
import type { CampaignDetail } from "@/lib/client/queries/campaigns";
import { formatExact } from "@/lib/utils/format-number";

/** How far a lot of codes is; nothing once it is done. */
export function CodeBatch({ batch }: { batch: CampaignDetail["batch"] }) {
  if (!batch || batch.status === "done") return null;
  if (batch.status === "failed") {
    return (
      <p role="alert" className="flex items-start gap-2 rounded-md bg-bad-soft px-3 py-2 text-bad text-sm">
        <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        <span>
          {formatExact(batch.made)} of {formatExact(batch.wanted)} codes were made. {batch.failure}
        </span>
      </p>
    );
  }
  return (
    <div className="rounded-lg border border-line bg-surface px-5 py-4 shadow-card">
      <Progress
        value={batch.made / batch.wanted}
        label="Making codes. You can leave this page."
        detail={`${formatExact(batch.made)} of ${formatExact(batch.wanted)}`}
      />
    </div>
  );
}
