"use client";

import { Stamp } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { CustomerFilter } from "@/components/customers/customer-filter";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import { useFlowNames } from "@/lib/client/queries/flow-names";
import { useReviewPages } from "@/lib/client/queries/reviews";
import { addressIn, pathOf, type ReviewAddress } from "./review-address";
import { SETTLED_COLUMNS, WAITING_COLUMNS } from "./review-columns";
import { ReviewSheet } from "./review-sheet";

const STATUSES = [
  { value: "pending", label: "Waiting" },
  { value: "settled", label: "Settled" },
] as const;

/** Discounts that wait for a person, the most urgent first, and what became of the others. Filters and the open one live in the address. */
export function ReviewsScreen() {
  const router = useRouter();
  const address = addressIn(useSearchParams());
  const { review, ...filters } = address;
  const pages = useReviewPages(filters);
  const flows = useFlowNames();
  const go = (next: Partial<ReviewAddress>) =>
    router.replace(pathOf({ ...address, ...next }), { scroll: false });

  return (
    <Page fill>
      <PageHeader
        title="Reviews"
        description="Discounts that wait for a person’s decision before a flow gives them."
      />
      <Toolbar>
        <Segmented
          aria-label="Which reviews"
          value={filters.status}
          onChange={(status) => go({ status, review: undefined })}
          options={STATUSES}
        />
        <div className="w-56">
          <CustomerFilter value={filters.customer} onChange={(customer) => go({ customer })} />
        </div>
        <div className="w-52">
          <Combobox
            aria-label="Flow"
            value={filters.flow ?? null}
            placeholder="Any flow"
            selectedLabel={flows.data?.find(({ id }) => id === filters.flow)?.name}
            clearable
            loading={flows.isFetching}
            options={(flows.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(flow) => go({ flow: flow ?? undefined })}
          />
        </div>
      </Toolbar>
      <DataTable
        fill
        label="Reviews"
        columns={filters.status === "pending" ? WAITING_COLUMNS : SETTLED_COLUMNS}
        rowId={({ id }) => id}
        onRowClick={({ id }) => go({ review: id })}
        selectedId={review ?? null}
        {...pages.table}
        empty={
          filters.customer || filters.flow ? (
            <EmptyState
              icon={<Stamp />}
              title="No review fits"
              action={
                <Button onClick={() => go({ customer: undefined, flow: undefined })}>Show all reviews</Button>
              }
            >
              None of them is of this customer or flow.
            </EmptyState>
          ) : filters.status === "pending" ? (
            <EmptyState
              icon={<Stamp />}
              title="Nothing waits for a decision"
              action={
                <Button asChild>
                  <Link href="/flows">Open the flows</Link>
                </Button>
              }
            >
              Switch on “Ask a person first” in an Issue coupon step, and the customers it is about wait here.
            </EmptyState>
          ) : (
            <EmptyState icon={<Stamp />} title="Nothing was decided yet">
              What people approve and refuse, and what nobody decided in time, stands here.
            </EmptyState>
          )
        }
      />
      <ReviewSheet id={review ?? null} onClose={() => go({ review: undefined })} />
    </Page>
  );
}
