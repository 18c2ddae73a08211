"use client";

import { useTable } from "@tanstack/react-table";
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { DataTableBody } from "@/components/ui/data-table-body";
import { type DataColumn, features, type SortState, toColumnDefs } from "@/components/ui/data-table-columns";
import { DataTableHead } from "@/components/ui/data-table-head";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/utils/cn";

export type DataTableProps<T extends object> = {
  /** Keep it stable (module scope or useMemo). */
  columns: readonly DataColumn<T>[];
  /** Undefined while nothing is known yet: rows of skeletons stand in. */
  rows: readonly T[] | undefined;
  rowId: (row: T) => string;
  /** Names the table for screen readers: "Customers". */
  label: string;
  /** The whole row leads there; the first column carries the link. */
  rowHref?: (row: T) => string;
  /** Or the whole row does this; the first column carries the button. */
  onRowClick?: (row: T) => void;
  selectedId?: string | null;
  error?: unknown;
  onRetry?: () => void;
  /** Shown when there are no rows. */
  empty: ReactNode;
  /** Given: the server sorts. Otherwise columns with a sortValue are sorted here. */
  sort?: SortState | null;
  onSortChange?: (sort: SortState | null) => void;
  /** There are further pages. */
  hasMore?: boolean;
  onLoadMore?: () => void;
  loadingMore?: boolean;
  /** The rows are those of the search before; new ones come. */
  updating?: boolean;
  /** Takes the height there is in a flex column (Page fill) and scrolls by itself, drawing only what is in sight. */
  fill?: boolean;
  /** Without its own frame, for use in a flush Card. */
  bare?: boolean;
  className?: string;
};

/**
 * A list with a head that stays, sorting, pages by cursor and its four states. Arrow keys go from row to row. Any number
 * of rows with `fill`.
 */
export function DataTable<T extends object>({
  columns,
  rows,
  rowId,
  label,
  error,
  onRetry,
  empty,
  sort,
  onSortChange,
  hasMore = false,
  onLoadMore,
  loadingMore = false,
  updating = false,
  fill = false,
  bare = false,
  className,
  ...rowProps
}: DataTableProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const serverSorts = onSortChange !== undefined;
  const definitions = useMemo(() => toColumnDefs(columns), [columns]);
  const data = useMemo(() => [...(rows ?? [])], [rows]);
  const sorting = useMemo(() => (sort ? [{ id: sort.id, desc: sort.direction === "desc" }] : []), [sort]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    manualSorting: serverSorts,
    sortDescFirst: false,
    ...(serverSorts
      ? {
          state: { sorting },
          onSortingChange: (update) => {
            const [next] = typeof update === "function" ? update(sorting) : update;
            onSortChange(next ? { id: next.id, direction: next.desc ? "desc" : "asc" } : null);
          },
        }
      : {}),
  });
  const failed = error !== undefined && error !== null && rows === undefined;
  const isEmpty = !failed && rows !== undefined && rows.length === 0 && !hasMore;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only move the focus between the rows' own links
    <div
      ref={scroller}
      onKeyDown={moveBetweenRows}
      aria-busy={rows === undefined || updating}
      className={cn(
        "relative min-w-0 overflow-auto",
        bare
          ? // In line with the head of the card around it
            "[&_td:first-child]:pl-5 [&_td:last-child]:pr-5 [&_th:first-child]:pl-5 [&_th:last-child]:pr-5"
          : "rounded-lg border border-line bg-surface shadow-card",
        fill && "min-h-0 shrink",
        className,
      )}
    >
      {isEmpty || failed ? null : (
        <table
          aria-label={label}
          aria-rowcount={hasMore ? -1 : data.length + 1}
          className={cn("w-full border-separate border-spacing-0 text-sm", fill && "min-w-180 table-fixed")}
        >
          <DataTableHead table={table} columns={columns} />
          {rows === undefined ? (
            <SkeletonRows columns={columns} />
          ) : (
            <DataTableBody
              table={table}
              columns={columns}
              scroller={fill ? scroller : null}
              dimmed={updating}
              onNearEnd={fill && hasMore && !loadingMore ? onLoadMore : undefined}
              {...rowProps}
            />
          )}
        </table>
      )}
      {failed ? <ErrorState error={error} onRetry={onRetry} /> : null}
      {isEmpty ? empty : null}
      {hasMore && rows !== undefined ? (
        <div className="sticky left-0 flex justify-center p-2">
          <Button variant="ghost" size="sm" loading={loadingMore} onClick={onLoadMore}>
            Show more
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const WIDTHS = ["w-3/5", "w-2/5", "w-1/2", "w-3/4", "w-1/3"];

function SkeletonRows<T extends object>({ columns }: { columns: readonly DataColumn<T>[] }) {
  return (
    <tbody>
      {Array.from({ length: 8 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: eight equal places
        <tr key={row}>
          {columns.map((column, at) => (
            <td key={column.id} className="h-11 border-line border-b px-3">
              <Skeleton
                className={cn(
                  "h-3.5",
                  WIDTHS[(row + at * 2) % WIDTHS.length],
                  column.numeric && "ml-auto w-12",
                )}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLDivElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const target = event.target as HTMLElement;
  if (!target.hasAttribute("data-row-action")) return;
  const row = target.closest("tr");
  let next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  if (next && !next.querySelector("[data-row-action]")) next = null;
  const action = next?.querySelector<HTMLElement>("[data-row-action]");
  if (!action) return;
  event.preventDefault();
  action.focus();
}
