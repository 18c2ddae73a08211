import Link from "next/link";
import { StatusBadge } from "@/components/flows/status-badge";
import type { CampaignDetail } from "@/lib/client/queries/campaigns";

/** The flows whose draft or live version gives codes of a campaign. */
export function CampaignFlows({ flows }: { flows: CampaignDetail["flows"] }) {
  if (flows.length === 0) {
    return (
      <p className="text-muted">None yet. Add the step “Issue coupon” to a flow and choose this campaign.</p>
    );
  }
  return (
    <ul className="flex flex-col gap-2">
      {flows.map((flow) => (
        <li key={flow.id} className="flex items-center justify-between gap-3">
          <Link
            href={`/flows/${flow.id}`}
            className="min-w-0 truncate rounded-sm underline-offset-2 hover:underline"
            dir="auto"
          >
            {flow.name}
          </Link>
          <StatusBadge status={flow.status} />
        </li>
      ))}
    </ul>
  );
}
