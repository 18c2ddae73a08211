import type { compatListExports } from "@/lib/contracts/compat-exports";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { countRows } from "@/lib/server/db/count-rows";
import { listExportRows } from "@/lib/server/db/exports/export-row";
import { pool } from "@/lib/server/db/pool";
import { exportObject } from "./export-object";

/** A page of exports, newest first unless asked otherwise. */
export async function listExports({
  actor,
  query,
}: CompatCall<typeof compatListExports>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { limit, page, order } = query;
  const rows = await listExportRows(pool(), actor.workspaceId, {
    limit,
    offset: (page - 1) * limit,
    oldest: order === "created_at",
  });
  const total = await countRows(pool(), "export", actor.workspaceId);
  return { status: 200, body: listShape("exports", rows.map(exportObject), total) };
}
