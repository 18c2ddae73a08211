import {
  type ColumnDef,
  createSortedRowModel,
  type ReactTable,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";

export type SortState = { id: string; direction: "asc" | "desc" };

export type DataColumn<T> = {
  id: string;
  /** One or two words; for a column of buttons give "" and say in srHeader what they are. */
  header: string;
  srHeader?: string;
  cell: (row: T) => ReactNode;
  /** Figures: aligned to the right, tabular. */
  numeric?: boolean;
  /** A CSS width, such as "160px" or "30%". Others share what is left. */
  width?: string;
  /** Lets a long text be cut rather than widen the table. */
  truncate?: boolean;
  /** Sorted by the server (onSortChange). */
  sortable?: boolean;
  /** Sorted here, by this. Null comes last either way. */
  sortValue?: (row: T) => string | number | null;
  /** Holds its own button or link, which lies above the row's. */
  interactive?: boolean;
};

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
export type DataTableInstance<T extends object> = ReactTable<typeof features, T>;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The kit's columns as the library's. */
export function toColumnDefs<T extends object>(
  columns: readonly DataColumn<T>[],
): ColumnDef<typeof features, T>[] {
  return columns.map((column) => ({
    id: column.id,
    accessorFn: (row: T) => column.sortValue?.(row) ?? undefined,
    enableSorting: column.sortable === true || column.sortValue !== undefined,
    sortUndefined: "last",
    sortFn: (a, b, id) => compare(a.getValue(id), b.getValue(id)),
  }));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}
