import { FlowLinks } from "@/components/flows/flow-links";
import type { CampaignDetail } from "@/lib/client/queries/campaigns";

/** The flows whose draft or live version gives codes of a campaign. */
export function CampaignFlows({ flows }: { flows: CampaignDetail["flows"] }) {
  if (flows.length === 0) {
    return (
      <p className="text-muted">None yet. Add the step “Issue coupon” to a flow and choose this campaign.</p>
    );
  }
  return <FlowLinks flows={flows} />;
}
