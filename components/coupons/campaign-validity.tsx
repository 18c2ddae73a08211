"use client";

import { useFormats } from "@/components/ui/format-context";
import type { ListedCampaign } from "@/lib/client/queries/campaigns";
import { formatDuration } from "@/lib/utils/format-duration";
import { formatDate } from "@/lib/utils/format-time";

/** How long codes of a campaign count, in a few words for a list. */
export function CampaignValidity({
  campaign,
}: {
  campaign: Pick<ListedCampaign, "validForMs" | "startsAt" | "endsAt">;
}) {
  const { timeZone } = useFormats();
  const { validForMs, endsAt } = campaign;
  if (validForMs !== null) return <>{formatDuration(validForMs)} each</>;
  if (endsAt !== null) return <>until {formatDate(endsAt, timeZone)}</>;
  return <span className="text-faint">no end</span>;
}
