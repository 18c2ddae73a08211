"use client";

import { UsersRound } from "lucide-react";
import { useMemo } from "react";
import { ListPage } from "@/components/list/list-page";
import { Badge } from "@/components/ui/badge";
import { CreateLink } from "@/components/ui/create-link";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ShownSegment, useSegmentPages } from "@/lib/client/queries/segments";
import { useListAddress } from "@/lib/client/use-list-address";
import { useRuleWords } from "./use-rule-words";

/** All segments, and how many belong to each. The search lives in the address. */
export function SegmentList() {
  const denied = useDeniedReason()("customers:write", "create segments");
  const [{ search }, go] = useListAddress({ search: "" });
  const { table } = useSegmentPages(search);
  const words = useRuleWords();
  const columns = useMemo(() => columnsOf(words), [words]);
  return (
    <ListPage
      title="Segments"
      description="Groups of customers, by what they did and who they are. Flows start when somebody enters or leaves one."
      create={<CreateLink href="/segments/new" verb="Create segment" denied={denied} />}
      one="segment"
      many="segments"
      icon={<UsersRound />}
      columns={columns}
      table={table}
      hrefOf={({ id }) => `/segments/${id}`}
      search={search}
      searchHint="The search looks at the names of segments."
      onSearch={(text) => go({ search: text })}
      onShowAll={() => go({ search: "" })}
      none={{
        title: "No segments yet",
        text: "Collect everybody who left a cart, bought twice, or has not been back for a week. Customers enter and leave by themselves.",
      }}
    />
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
