"use client";

import { UsersRound } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CreateLink } from "@/components/ui/create-link";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Toolbar } from "@/components/ui/toolbar";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ShownSegment, useSegmentPages } from "@/lib/client/queries/segments";
import { useRuleWords } from "./use-rule-words";

/** All segments, and how many belong to each. The search lives in the address. */
export function SegmentList() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().get("search") ?? "";
  const pages = useSegmentPages(search);
  const words = useRuleWords();
  const columns = useMemo(() => columnsOf(words), [words]);
  const find = (text: string) =>
    router.replace(text ? `${pathname}?search=${encodeURIComponent(text)}` : pathname, { scroll: false });
  const denied = useDeniedReason()("customers:write", "create segments");
  const create = <CreateLink href="/segments/new" verb="Create segment" denied={denied} />;
  return (
    <Page fill>
      <PageHeader
        title="Segments"
        description="Groups of customers, by what they did and who they are. Flows start when somebody enters or leaves one."
        actions={create}
      />
      <Toolbar>
        <SearchInput value={search} onChange={find} label="Search segments" />
      </Toolbar>
      <DataTable
        fill
        label="Segments"
        columns={columns}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/segments/${id}`}
        {...pages.table}
        empty={
          search ? (
            <EmptyState
              icon={<UsersRound />}
              title="No segment fits"
              action={<Button onClick={() => find("")}>Show all segments</Button>}
            >
              The search looks at the names of segments.
            </EmptyState>
          ) : (
            <EmptyState icon={<UsersRound />} title="No segments yet" action={create}>
              Collect everybody who left a cart, bought twice, or has not been back for a week. Customers
              enter and leave by themselves.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

function columnsOf(words: ReturnType<typeof useRuleWords>): readonly DataColumn<ShownSegment>[] {
  return [
    {
      id: "name",
      header: "Segment",
      width: "24%",
      truncate: true,
      cell: (segment) => (
        <span className="font-medium" dir="auto">
          {segment.name}
        </span>
      ),
    },
    {
      id: "rule",
      header: "Who belongs",
      truncate: true,
      cell: (segment) => (
        <span className="text-muted">{segment.type === "auto" ? words(segment.rule) : "Chosen by hand"}</span>
      ),
    },
    {
      id: "type",
      header: "Type",
      width: "130px",
      cell: (segment) => <Badge>{segment.type === "auto" ? "Auto-update" : "Static"}</Badge>,
    },
    {
      id: "members",
      header: "Customers",
      numeric: true,
      width: "110px",
      cell: (segment) => <NumberText value={segment.members} />,
    },
    {
      id: "updated",
      header: "Changed",
      width: "150px",
      cell: (segment) => <RelativeTime at={segment.updatedAt} />,
    },
  ];
}
