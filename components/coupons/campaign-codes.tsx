"use client";

import { Download, TicketPercent } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import {
  type CampaignDetail,
  type CampaignVoucher,
  useCampaignVouchers,
} from "@/lib/client/queries/campaigns";
import { useDeniedReason } from "@/lib/client/queries/me";
import { ImportCodes } from "./import-codes";
import { None } from "./none";
import { voucherState, voucherUses } from "./voucher-words";

type Shown = "all" | "free" | "given" | "used";

/** Every code of a campaign: where it stands and who has it. */
export function CampaignCodes({ campaign }: { campaign: CampaignDetail }) {
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const pages = useCampaignVouchers(
    campaign.id,
    { search, state: shown === "all" ? undefined : shown },
    { making: campaign.batch?.status === "running" },
  );
  return (
    <div className="flex flex-col gap-3">
      <Toolbar
        end={
          <>
            {campaign.type === "standalone" ? null : (
              <Segmented
                aria-label="Which codes"
                value={shown}
                onChange={setShown}
                options={[
                  { value: "all", label: "All" },
                  { value: "free", label: "Free" },
                  { value: "given", label: "Given" },
                  { value: "used", label: "Used" },
                ]}
              />
            )}
            <DownloadCodes campaign={campaign} />
            {campaign.type === "standalone" ? null : <ImportCodes campaign={campaign} />}
          </>
        }
      >
        <SearchInput
          value={search}
          onChange={setSearch}
          label="Search codes"
          placeholder="A code, or a customer’s e-mail or id"
          className="w-80"
        />
      </Toolbar>
      <DataTable
        label="Codes"
        columns={COLUMNS}
        rowId={({ id }) => id}
        {...pages.table}
        empty={
          search || shown !== "all" ? (
            <EmptyState
              icon={<TicketPercent />}
              title="No code fits"
              action={
                <Button
                  onClick={() => {
                    setSearch("");
                    setShown("all");
                  }}
                >
                  Show all codes
                </Button>
              }
            >
              The search finds a whole code, or all codes of the customer with a whole e-mail address, phone
              number or id.
            </EmptyState>
          ) : (
            <EmptyState icon={<TicketPercent />} title="No codes yet">
              {campaign.batch?.status === "running"
                ? "The first ones are on their way."
                : campaign.type === "static"
                  ? "Make the codes of the pool: until then flows leave by “Pool empty”."
                  : "Codes appear here as customers are given them."}
            </EmptyState>
          )
        }
      />
    </div>
  );
}

function DownloadCodes({ campaign }: { campaign: CampaignDetail }) {
  const none = campaign.numbers.codes === 0;
  const denied = useDeniedReason()("coupons:write", "download codes");
  // A plain address: the browser saves what comes while it comes.
  const download = (columns: "all" | "emails") =>
    window.location.assign(`/api/v1/campaigns/${campaign.id}/vouchers/export?columns=${columns}`);
  return (
    <DropdownMenu
      trigger={
        <Button disabledReason={denied ?? (none ? "There are no codes yet." : null)}>
          <Download aria-hidden />
          Download CSV
        </Button>
      }
    >
      <MenuItem onSelect={() => download("all")}>All codes</MenuItem>
      <MenuItem
        hint={campaign.numbers.given === 0 ? "None given yet" : undefined}
        disabled={campaign.numbers.given === 0}
        onSelect={() => download("emails")}
      >
        Codes with their customers’ e-mails
      </MenuItem>
    </DropdownMenu>
  );
}

const COLUMNS: readonly DataColumn<CampaignVoucher>[] = [
  {
    id: "code",
    header: "Code",
    interactive: true,
    cell: ({ code }) => (
      <span className="inline-flex items-center gap-1">
        <span className="whitespace-nowrap font-mono">{code}</span>
        <CopyButton value={code} what="code" />
      </span>
    ),
  },
  {
    id: "state",
    header: "State",
    cell: (voucher) => {
      const { tone, word } = voucherState(voucher);
      return <Badge tone={tone}>{word}</Badge>;
    },
  },
  {
    id: "customer",
    header: "Customer",
    interactive: true,
    cell: ({ customer }) =>
      customer ? (
        <Link
          href={`/customers/${customer.id}`}
          className="inline-block max-w-72 truncate align-bottom rounded-sm underline-offset-2 hover:underline"
          dir="auto"
        >
          {customer.name}
        </Link>
      ) : (
        <None />
      ),
  },
  {
    id: "given",
    header: "Given",
    numeric: true,
    cell: ({ givenAt }) => (givenAt ? <RelativeTime at={givenAt} /> : <None />),
  },
  {
    id: "expires",
    header: "Expires",
    numeric: true,
    cell: ({ expiresAt }) =>
      expiresAt ? <RelativeTime at={expiresAt} /> : <span className="text-faint">never</span>,
  },
  {
    id: "redeemed",
    header: "Redeemed",
    numeric: true,
    cell: (voucher) => <span className="tabular whitespace-nowrap">{voucherUses(voucher)}</span>,
  },
];
