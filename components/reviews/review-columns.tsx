import type { DataColumn } from "@/components/ui/data-table-columns";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ListedReview } from "@/lib/client/queries/reviews";
import { ReviewStatus } from "./review-status";
import { TimeLeft } from "./time-left";

const CUSTOMER: DataColumn<ListedReview> = {
  id: "customer",
  header: "Customer",
  width: "15%",
  truncate: true,
  cell: ({ customer }) => (
    <span className="block truncate font-medium" dir="auto">
      {customer.name}
    </span>
  ),
};

const ASKED: DataColumn<ListedReview> = {
  id: "asked",
  header: "What is asked",
  width: "16%",
  truncate: true,
  cell: ({ campaign }) => <span title={campaign.name}>{campaign.discount || campaign.name}</span>,
};

const REASON: DataColumn<ListedReview> = {
  id: "reason",
  header: "Why",
  truncate: true,
  cell: ({ reason }) => (
    <span className="text-muted" title={reason}>
      {reason}
    </span>
  ),
};

const CART: DataColumn<ListedReview> = {
  id: "cart",
  header: "Cart",
  numeric: true,
  width: "96px",
  cell: ({ cart }) =>
    cart ? <Money minor={cart.total} currency={cart.currency} /> : <span className="text-faint">–</span>,
};

/** Of those that wait. */
export const WAITING_COLUMNS: readonly DataColumn<ListedReview>[] = [
  CUSTOMER,
  ASKED,
  REASON,
  CART,
  {
    id: "before",
    header: "Had before",
    numeric: true,
    width: "96px",
    cell: ({ hadBefore }) => (hadBefore.count >= 20 ? "20+" : hadBefore.count),
  },
  {
    id: "flow",
    header: "Flow",
    width: "12%",
    truncate: true,
    cell: ({ flow }) => <span dir="auto">{flow.name}</span>,
  },
  {
    id: "left",
    header: "Time left",
    width: "108px",
    cell: ({ expiresAt }) => <TimeLeft at={expiresAt} />,
  },
];

/** Of those that wait no more. */
export const SETTLED_COLUMNS: readonly DataColumn<ListedReview>[] = [
  CUSTOMER,
  ASKED,
  REASON,
  CART,
  {
    id: "status",
    header: "Outcome",
    width: "124px",
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
    width: "130px",
    cell: ({ settledAt }) =>
      settledAt ? <RelativeTime at={settledAt} /> : <span className="text-faint">–</span>,
  },
];
