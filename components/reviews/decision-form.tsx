"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import { Textarea } from "@/components/ui/textarea";
import { ApiError } from "@/lib/client/api-error";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ReviewDetail, useDecideReview } from "@/lib/client/queries/reviews";

/** Approve or refuse, with a note for colleagues; or who did, and what became of it. */
export function DecisionForm({ review, onDecided }: { review: ReviewDetail; onDecided: () => void }) {
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const decide = useDecideReview(review.id);
  const denied = useDeniedReason()("reviews:decide", "decide about discounts");
  if (review.closed) return <Closed review={review} />;

  const say = (decision: "approved" | "refused") => async () => {
    setRefusal(null);
    try {
      await decide.mutateAsync({ decision, note });
      toast.success(decision === "approved" ? "Discount approved" : "Discount refused", {
        description:
          decision === "approved"
            ? `${review.customer.name} gets a code if the campaign still has one.`
            : `${review.customer.name} goes on without a code.`,
      });
      onDecided();
    } catch (error) {
      setRefusal(error instanceof ApiError ? error.message : "It could not be saved. Try again.");
    }
  };
  const asked = decide.isPending ? decide.variables.decision : null;

  return (
    <section className="flex flex-col gap-4 border-line border-t pt-4" aria-label="Decision">
      <Field label="Note" hint="For your colleagues. Customers never see it." optional>
        <Textarea
          value={note}
          onChange={(event) => setNote(event.target.value)}
          rows={2}
          maxLength={500}
          disabled={denied !== null}
          dir="auto"
        />
      </Field>
      {refusal ? (
        <p role="alert" className="text-bad text-sm">
          {refusal}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabledReason={denied}
          loading={asked === "approved"}
          onClick={say("approved")}
        >
          Approve discount
        </Button>
        <Button disabledReason={denied} loading={asked === "refused"} onClick={say("refused")}>
          Refuse discount
        </Button>
      </div>
      <p className="text-muted text-xs">
        Approved, {review.customer.name} gets a code as the flow says. Refused, or without a decision in time,
        they go on by “Held”.
      </p>
    </section>
  );
}

function Closed({ review: { status, closed, decision, result } }: { review: ReviewDetail }) {
  return (
    <section className="flex flex-col gap-2 border-line border-t pt-4 text-sm" aria-label="Decision">
      {decision ? (
        <p>
          <span className="font-medium">
            {status === "approved" ? "Approved" : "Refused"} by {decision.by}
          </span>{" "}
          <RelativeTime at={decision.at} className="text-muted" />
        </p>
      ) : (
        <p>{closed}</p>
      )}
      {decision?.note ? (
        <p className="rounded-md bg-sunken px-3 py-2" dir="auto">
          {decision.note}
        </p>
      ) : null}
      {decision && result ? <p>{result}</p> : null}
      {decision && !result ? (
        <p className="text-muted">The customer goes on as soon as the flow does.</p>
      ) : null}
    </section>
  );
}
