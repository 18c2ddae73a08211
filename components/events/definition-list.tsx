"use client";

import { Radio } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { CreateLink } from "@/components/ui/create-link";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import { type ListedDefinition, useDefinitionPages } from "@/lib/client/queries/events";
import { useDeniedReason } from "@/lib/client/queries/me";
import { EventsHeader } from "./events-header";
import { RoleBadge } from "./role-badge";

/** The events that the shop may send. Search and archive live in the address. */
export function DefinitionList() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const search = params.get("search") ?? "";
  const archived = params.get("archived") === "true";
  const denied = useDeniedReason()("event-definitions:write", "define events");
  const create = <CreateLink href="/events/new" verb="Add event definition" denied={denied} />;
  const { table } = useDefinitionPages({ search: search || undefined, archived });
  const show = (next: { search: string; archived: boolean }) => {
    const query = new URLSearchParams({
      ...(next.search && { search: next.search }),
      ...(next.archived && { archived: "true" }),
    });
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };

  return (
    <Page fill>
      <EventsHeader
        description="What your shop tells Cartograph: names, and the properties that come with them."
        actions={create}
      />
      <Toolbar
        end={
          <Segmented
            aria-label="Which definitions"
            size="sm"
            value={archived ? "archived" : "used"}
            onChange={(value) => show({ search, archived: value === "archived" })}
            options={[
              { value: "used", label: "In use" },
              { value: "archived", label: "Archived" },
            ]}
          />
        }
      >
        <SearchInput
          value={search}
          onChange={(text) => show({ search: text, archived })}
          label="Search events"
        />
      </Toolbar>
      <DataTable
        fill
        label="Event definitions"
        columns={COLUMNS}
        rowId={(definition) => definition.id}
        rowHref={(definition) => `/events/${definition.id}`}
        {...table}
        empty={
          search ? (
            <EmptyState
              icon={<Radio />}
              title={`No event is called “${search}”`}
              action={<Button onClick={() => show({ search: "", archived })}>Clear search</Button>}
            >
              The search looks at names and titles.
            </EmptyState>
          ) : archived ? (
            <EmptyState
              icon={<Radio />}
              title="Nothing is archived"
              action={<Button onClick={() => show({ search, archived: false })}>Show those in use</Button>}
            >
              Definitions that flows or old events still need are archived instead of deleted.
            </EmptyState>
          ) : (
            <EmptyState icon={<Radio />} title="No events defined yet" action={create}>
              Define the event that starts your flow, for example itemAddedToCart. You then get the code that
              sends it from your shop.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

const COLUMNS: readonly DataColumn<ListedDefinition>[] = [
  {
    id: "name",
    header: "Name",
    width: "34%",
    truncate: true,
    cell: ({ name }) => <span className="font-medium font-mono text-xs">{name}</span>,
  },
  { id: "title", header: "Title", truncate: true, cell: ({ title }) => <span dir="auto">{title}</span> },
  { id: "role", header: "Means", width: "90px", cell: ({ role }) => <RoleBadge role={role} /> },
  {
    id: "properties",
    header: "Properties",
    width: "100px",
    numeric: true,
    cell: ({ properties }) => <NumberText value={properties.length} />,
  },
  {
    id: "seen",
    header: "Last seen",
    width: "150px",
    numeric: true,
    cell: ({ lastSeenAt }) =>
      lastSeenAt ? <RelativeTime at={lastSeenAt} /> : <span className="text-faint">not lately</span>,
  },
];
