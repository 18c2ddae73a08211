import type { ExportParameters } from "@/lib/domain/list/export";
import { type Exported, USUAL_FIELDS } from "@/lib/domain/list/export";
import { publicId } from "@/lib/server/compat/ids";
import {
  CUSTOMERS,
  ORDERS,
  PUBLICATIONS,
  REDEMPTIONS,
  TRANSACTIONS,
  VOUCHERS,
} from "@/lib/server/db/lists/kinds";
import type { ListField, ListKind } from "@/lib/server/db/lists/list-kind";
import { fieldOf, type ListSql, listSql } from "@/lib/server/db/lists/list-sql";

const KIND_OF: Record<Exported, ListKind> = {
  voucher: VOUCHERS,
  redemption: REDEMPTIONS,
  publication: PUBLICATIONS,
  customer: CUSTOMERS,
  order: ORDERS,
  voucher_transactions: TRANSACTIONS,
};

/** The statement that reads an export's rows, and how a row becomes cells. */
export type ExportSql = Pick<ListSql, "values"> & {
  text: string;
  header: string[];
  cells: (row: unknown[]) => (string | number | null)[];
};

/** What an export reads. @throws DomainError invalid_input that names the field that does not exist, or the condition that does not fit */
export function exportSql(workspaceId: string, object: Exported, parameters: ExportParameters): ExportSql {
  const kind = KIND_OF[object];
  const names = parameters.fields ?? USUAL_FIELDS[object];
  const fields = names.map((name) => fieldOf(kind, name, "fields"));
  const { from, order, values } = listSql(kind, workspaceId, {
    filters: parameters.filters ?? undefined,
    order: parameters.order ?? undefined,
  });
  return {
    text: `SELECT ${fields.map(({ sql }, index) => `${sql} AS c${index}`).join(", ")} ${from} ORDER BY ${order}`,
    values,
    header: [...names],
    cells: (row) => fields.map(({ type }, index) => cellOf(type, row[index])),
  };
}

function cellOf(type: ListField["type"], value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof type === "object") return publicId(type.id, String(value));
  if (value instanceof Date) return value.toISOString();
  // Numbers are no formulas, whatever sign they begin with.
  if (type === "number") return Number(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
