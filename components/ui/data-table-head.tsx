"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { DataColumn, DataTableInstance } from "@/components/ui/data-table-columns";
import { cn } from "@/lib/utils/cn";

/** The head of a DataTable: names, and a button where a column sorts. */
export function DataTableHead<T extends object>({
  table,
  columns,
}: {
  table: DataTableInstance<T>;
  columns: readonly DataColumn<T>[];
}) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const model = table.getColumn(column.id);
          const sorted = model?.getIsSorted() ?? false;
          const canSort = model?.getCanSort() ?? false;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
              style={column.width ? { width: column.width } : undefined}
              className={cn(
                "sticky top-0 z-20 h-9 whitespace-nowrap border-line border-b bg-surface px-3 text-left font-medium text-muted text-xs",
                column.numeric && "text-right",
              )}
            >
              {canSort ? (
                <button
                  type="button"
                  onClick={() => model?.toggleSorting()}
                  className={cn(
                    "group -mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:text-ink",
                    sorted && "text-ink",
                    column.numeric && "flex-row-reverse",
                  )}
                >
                  {column.header}
                  <SortIcon sorted={sorted} />
                </button>
              ) : (
                column.header || <span className="sr-only">{column.srHeader}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortIcon({ sorted }: { sorted: false | "asc" | "desc" }) {
  if (sorted === "asc") return <ArrowUp className="size-3.5" aria-hidden />;
  if (sorted === "desc") return <ArrowDown className="size-3.5" aria-hidden />;
  return (
    <ChevronsUpDown
      className="size-3.5 opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60"
      aria-hidden
    />
  );
}
