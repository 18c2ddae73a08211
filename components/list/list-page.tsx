"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { DataTable, type DataTableProps } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Toolbar } from "@/components/ui/toolbar";

/**
 * A screen that lists things of one kind, searched and page by page: its head, the search, the table, and what it says when nothing fits
 * or nothing is there yet. `children` are dialogs that belong to it.
 */
export function ListPage<T extends { id: string }>({
  title,
  description,
  create,
  actions,
  one,
  many,
  icon,
  columns,
  table,
  hrefOf,
  search,
  searchHint,
  placeholder,
  filter,
  filtered,
  onSearch,
  onShowAll,
  none,
  children,
}: {
  title: string;
  description: string;
  /** How a new one is made; it stands in the head or, where there are none yet, in their place. */
  create?: ReactNode;
  /** What else can be done here, in the head before it. */
  actions?: ReactNode;
  /** What one of them, and several, are called, without a capital: "campaign", "campaigns". */
  one: string;
  many: string;
  icon: ReactNode;
  columns: readonly DataColumn<T>[];
  /** Of usePages */
  table: Omit<DataTableProps<T>, "columns" | "rowId" | "label" | "empty">;
  hrefOf: (row: T) => string;
  search: string;
  /** Where the search looks, as a sentence. */
  searchHint: string;
  placeholder?: string;
  /** What else narrows the list, and whether it does. */
  filter?: ReactNode;
  filtered?: boolean;
  onSearch: (text: string) => void;
  onShowAll: () => void;
  /** Shown where there are none at all. */
  none: { title: string; text: string; action?: ReactNode };
  children?: ReactNode;
}) {
  // Where there is nothing yet, the one way on stands in the middle of the screen alone.
  const bare = table.rows?.length === 0 && !search && !filtered;
  return (
    <Page fill>
      <PageHeader
        title={title}
        description={description}
        actions={
          <>
            {actions}
            {bare ? null : create}
          </>
        }
      />
      <Toolbar end={filter}>
        <SearchInput
          value={search}
          onChange={onSearch}
          label={`Search ${many}`}
          {...(placeholder ? { placeholder } : {})}
        />
      </Toolbar>
      <DataTable
        fill
        label={capital(many)}
        columns={columns}
        rowId={({ id }) => id}
        rowHref={hrefOf}
        {...table}
        empty={
          search || filtered ? (
            <EmptyState
              icon={icon}
              title={`No ${one} fits`}
              action={<Button onClick={onShowAll}>Show all {many}</Button>}
            >
              {searchHint}
            </EmptyState>
          ) : (
            <EmptyState icon={icon} title={none.title} action={none.action ?? create}>
              {none.text}
            </EmptyState>
          )
        }
      />
      {children}
    </Page>
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
