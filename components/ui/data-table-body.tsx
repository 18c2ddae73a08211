"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import Link from "next/link";
import { type ReactNode, type RefObject, useEffect } from "react";
import type { DataColumn, DataTableInstance } from "@/components/ui/data-table-columns";
import { cn } from "@/lib/utils/cn";

const ROW_HEIGHT = 44;

type RowProps<T> = {
  columns: readonly DataColumn<T>[];
  rowHref?: (row: T) => string;
  onRowClick?: (row: T) => void;
  selectedId?: string | null;
};

/** The rows of a DataTable. With a `scroller` only those in its sight, and a few beyond, are in the document. */
export function DataTableBody<T extends object>({
  table,
  scroller,
  dimmed,
  onNearEnd,
  ...rowProps
}: RowProps<T> & {
  table: DataTableInstance<T>;
  scroller: RefObject<HTMLDivElement | null> | null;
  dimmed: boolean;
  onNearEnd?: () => void;
}) {
  const rows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: rows.length,
    enabled: scroller !== null,
    getScrollElement: () => scroller?.current ?? null,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  });
  const inSight = scroller ? virtual.getVirtualItems() : null;
  const last = inSight?.at(-1)?.index ?? -1;
  const nearEnd = inSight !== null && last >= rows.length - 15;
  useEffect(() => {
    if (nearEnd) onNearEnd?.();
  }, [nearEnd, onNearEnd]);

  const before = inSight?.[0]?.start ?? 0;
  const after = inSight ? Math.max(0, virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0)) : 0;
  const shown = inSight ? inSight.map((item) => item.index) : rows.map((_, index) => index);
  const columnCount = rowProps.columns.length;

  return (
    <tbody className={cn("transition-opacity", dimmed && "opacity-60")}>
      {before > 0 ? <Spacer height={before} columns={columnCount} /> : null}
      {shown.map((index) => {
        const row = rows[index];
        if (!row) return null;
        return (
          <Row
            key={row.id}
            id={row.id}
            row={row.original}
            index={index}
            measure={inSight ? virtual.measureElement : undefined}
            {...rowProps}
          />
        );
      })}
      {after > 0 ? <Spacer height={after} columns={columnCount} /> : null}
    </tbody>
  );
}

function Row<T extends object>({
  id,
  row,
  index,
  columns,
  rowHref,
  onRowClick,
  selectedId,
  measure,
}: RowProps<T> & {
  id: string;
  row: T;
  index: number;
  measure: ((element: Element | null) => void) | undefined;
}) {
  const active = rowHref !== undefined || onRowClick !== undefined;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-current={selectedId === id ? "true" : undefined}
      className={cn(
        "group/row relative transition-colors",
        active && "hover:bg-hover has-[[data-row-action]:focus-visible]:bg-hover",
        selectedId === id && "bg-selected hover:bg-selected",
      )}
    >
      {columns.map((column, at) => (
        <td
          key={column.id}
          className={cn(
            "h-11 border-line border-b px-3 py-1.5 group-last/row:border-b-0",
            // A name of another direction keeps the edge of its column.
            column.truncate && "max-w-0 truncate text-left",
            column.numeric && "tabular text-right",
            column.interactive && "[&>*]:relative [&>*]:z-10",
          )}
          dir={column.truncate ? "auto" : undefined}
        >
          {at === 0 && active ? (
            <RowAction href={rowHref?.(row)} onClick={onRowClick ? () => onRowClick(row) : undefined}>
              {column.cell(row)}
            </RowAction>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** Its ::after lies over the whole row, so that a click anywhere in it, also with a modifier key, is a click on the link. */
const stretched =
  "text-left font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-sm focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2";

function RowAction({
  href,
  onClick,
  children,
}: {
  href?: string;
  onClick?: () => void;
  children: ReactNode;
}) {
  if (href !== undefined) {
    return (
      <Link href={href} prefetch={false} data-row-action="" className={stretched}>
        {children}
      </Link>
    );
  }
  return (
    <button
      type="button"
      onClick={onClick}
      data-row-action=""
      className={cn(stretched, "max-w-full align-bottom")}
    >
      {children}
    </button>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
