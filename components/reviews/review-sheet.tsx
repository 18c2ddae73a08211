"use client";

import { ErrorState } from "@/components/ui/error-state";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { useReview } from "@/lib/client/queries/reviews";
import { DecisionForm } from "./decision-form";
import { ReviewFacts } from "./review-facts";

/** One review with all that a person decides from, and the decision. `id` null is closed. */
export function ReviewSheet({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { data, error, refetch } = useReview(id);
  return (
    <Sheet
      open={id !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      width="lg"
      title={data ? `${data.campaign.discount || data.campaign.name} for ${data.customer.name}` : "Review"}
    >
      {data ? (
        <div className="flex flex-col gap-6">
          <ReviewFacts review={data} />
          <DecisionForm key={data.id} review={data} onDecided={onClose} />
        </div>
      ) : error ? (
        <ErrorState error={error} title="The review could not be shown" onRetry={() => void refetch()} />
      ) : (
        <div className="flex flex-col gap-4">
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-40 w-full" />
        </div>
      )}
    </Sheet>
  );
}
