"use client";

import { ReceiptText } from "lucide-react";
import Link from "next/link";
import { ExportButton } from "@/components/exports/export-button";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { type CampaignRedemption, useCampaignRedemptions } from "@/lib/client/queries/campaigns";
import { None } from "./none";
import { refusalWords } from "./refusal-words";

/** What a campaign's codes were used for, with the tries that were refused and why. */
export function CampaignRedemptions({ id, name }: { id: string; name: string }) {
  const pages = useCampaignRedemptions(id);
  const filters = { campaign: { conditions: { $is: name } } };
  return (
    <div className="flex flex-col gap-3">
      {pages.rows?.length ? (
        <div className="flex justify-end">
          <ExportButton what={{ object: "redemption", filters }} />
        </div>
      ) : null}
      <DataTable
        label="Redemptions"
        columns={COLUMNS}
        rowId={(redemption) => redemption.id}
        {...pages.table}
        empty={
          <EmptyState icon={<ReceiptText />} title="No redemptions yet">
            Every use of a code appears here with its order, and every refused try with its reason.
          </EmptyState>
        }
      />
    </div>
  );
}

const STATUS: Record<CampaignRedemption["status"], { tone: BadgeTone; word: string }> = {
  succeeded: { tone: "goal", word: "Redeemed" },
  failed: { tone: "bad", word: "Refused" },
  rolled_back: { tone: "warn", word: "Taken back" },
};

const COLUMNS: readonly DataColumn<CampaignRedemption>[] = [
  { id: "at", header: "When", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
  {
    id: "code",
    header: "Code",
    cell: ({ code }) => <span className="whitespace-nowrap font-mono">{code}</span>,
  },
  {
    id: "status",
    header: "Result",
    cell: ({ status, failure }) => (
      <span className="inline-flex items-center gap-2">
        <Badge tone={STATUS[status].tone}>{STATUS[status].word}</Badge>
        {failure ? <span className="text-muted">{refusalWords(failure)}</span> : null}
      </span>
    ),
  },
  {
    id: "customer",
    header: "Customer",
    interactive: true,
    cell: ({ customer }) =>
      customer ? (
        <Link
          href={`/customers/${customer.id}`}
          className="inline-block max-w-60 truncate align-bottom rounded-sm underline-offset-2 hover:underline"
          dir="auto"
        >
          {customer.name}
        </Link>
      ) : (
        <span className="text-faint">unknown</span>
      ),
  },
  {
    id: "order",
    header: "Order",
    cell: ({ orderId }) =>
      orderId ? (
        <span className="block max-w-40 truncate">{orderId}</span>
      ) : (
        <span className="text-faint">no id</span>
      ),
  },
  {
    id: "amount",
    header: "Amount",
    numeric: true,
    cell: ({ orderAmount, currency }) =>
      orderAmount === null ? <None /> : <Money minor={orderAmount} currency={currency ?? undefined} />,
  },
  {
    id: "off",
    header: "Taken off",
    numeric: true,
    cell: ({ discountAmount, currency }) =>
      discountAmount === null ? <None /> : <Money minor={discountAmount} currency={currency ?? undefined} />,
  },
];
