import type { DataColumn } from "@/components/ui/data-table-columns";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ListedReview } from "@/lib/client/queries/reviews";
import { ReviewStatus } from "./review-status";
import { TimeLeft } from "./time-left";

const SHARED: readonly DataColumn<ListedReview>[] = [
  {
    id: "customer",
    header: "Customer",
    width: "16%",
    truncate: true,
    cell: ({ customer }) => (
      <span className="truncate font-medium" dir="auto">
        {customer.name}
      </span>
    ),
  },
  {
    id: "asked",
    header: "What is asked",
    width: "18%",
    truncate: true,
    cell: ({ campaign }) => (
      <span className="truncate" title={campaign.name}>
        {campaign.discount || campaign.name}
      </span>
    ),
  },
  {
    id: "reason",
    header: "Why",
    truncate: true,
    cell: ({ reason }) => (
      <span className="text-muted" title={reason}>
        {reason}
      </span>
    ),
  },
  {
    id: "cart",
    header: "Cart",
    numeric: true,
    width: "100px",
    cell: ({ cart }) =>
      cart ? <Money minor={cart.total} currency={cart.currency} /> : <span className="text-faint">–</span>,
  },
  {
    id: "before",
    header: "Had before",
    numeric: true,
    width: "100px",
    cell: ({ hadBefore }) => (hadBefore.count >= 20 ? "20+" : hadBefore.count),
  },
  {
    id: "flow",
    header: "Flow",
    width: "15%",
    truncate: true,
    cell: ({ flow }) => <span dir="auto">{flow.name}</span>,
  },
];

/** Of those that wait. */
export const WAITING_COLUMNS: readonly DataColumn<ListedReview>[] = [
  ...SHARED,
  {
    id: "left",
    header: "Time left",
    width: "150px",
    cell: ({ expiresAt }) => <TimeLeft at={expiresAt} />,
  },
];

/** Of those that wait no more. */
export const SETTLED_COLUMNS: readonly DataColumn<ListedReview>[] = [
  ...SHARED,
  {
    id: "status",
    header: "Outcome",
    width: "130px",
    cell: ({ status }) => <ReviewStatus status={status} />,
  },
  {
    id: "by",
    header: "By",
    width: "110px",
    truncate: true,
    cell: ({ decision }) =>
      decision ? <span dir="auto">{decision.by}</span> : <span className="text-faint">–</span>,
  },
  {
    id: "at",
    header: "When",
    width: "140px",
    cell: ({ settledAt }) =>
      settledAt ? <RelativeTime at={settledAt} /> : <span className="text-faint">–</span>,
  },
];
