"use client";

import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  type MailchimpExport,
  useExportToMailchimp,
  useLatestMailchimpExport,
  useMailchimp,
} from "@/lib/client/queries/mailchimp";
import { useDeniedReason } from "@/lib/client/queries/me";
import { plural } from "@/lib/utils/plural";

/** Writes a campaign's codes into the connected Mailchimp audience; nothing is shown where none is connected. */
export function MailchimpExportCard({ campaignId }: { campaignId: string }) {
  const connection = useMailchimp().data;
  const connected = connection?.connected ?? false;
  const latest = useLatestMailchimpExport(campaignId, connected).data ?? null;
  const denied = useDeniedReason()("coupons:write", "export codes");
  const begin = useExportToMailchimp(campaignId);
  if (!connected) return null;
  const busy = latest?.status === "scheduled" || latest?.status === "running";
  return (
    <Card
      title="Mailchimp"
      actions={
        <Button
          size="sm"
          loading={begin.isPending || busy}
          disabledReason={denied}
          onClick={async () => {
            try {
              await begin.mutateAsync();
            } catch (error) {
              toast.error("The export was not begun", { description: (error as Error).message });
            }
          }}
        >
          Export to Mailchimp
        </Button>
      }
    >
      <p className="text-sm" aria-live="polite">
        {latest ? (
          <>
            {wordsOf(latest)}{" "}
            <span className="whitespace-nowrap text-muted">
              (<RelativeTime at={latest.updatedAt} />)
            </span>
          </>
        ) : (
          `Writes the codes that customers can use into *|${connection?.mergeTag}|*. Nothing is sent by it.`
        )}
      </p>
    </Card>
  );
}

function wordsOf({ status, written, refused, failure }: MailchimpExport): string {
  const members = `${plural(written, "member")} ${written === 1 ? "has" : "have"} their code`;
  if (status === "scheduled") return "The export begins in a moment.";
  if (status === "running") return `${members} so far.`;
  if (status === "failed") return `The export failed. ${failure ?? ""}`;
  return refused > 0 ? `${members}; Mailchimp refused ${refused}.` : `${members}.`;
}
