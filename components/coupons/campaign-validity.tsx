"use client";

import { useFormats } from "@/components/ui/format-context";
import type { ListedCampaign } from "@/lib/client/queries/campaigns";
import { formatDate } from "@/lib/utils/format-time";
import { lengthWords } from "./length-words";

/** How long codes of a campaign count, in a few words for a list. */
export function CampaignValidity({
  campaign,
}: {
  campaign: Pick<ListedCampaign, "validForMs" | "startsAt" | "endsAt">;
}) {
  const { timeZone } = useFormats();
  const { validForMs, endsAt } = campaign;
  if (validForMs !== null) return <>{lengthWords(validForMs)} each</>;
  if (endsAt !== null) return <>until {formatDate(endsAt, timeZone)}</>;
  return <span className="text-faint">no end</span>;
}
