import { workspaceSettings } from "@/lib/domain/workspace/settings";

export const WORKSPACE_COLUMNS = "id, name, time_zone, currency, demo, settings, created_at";

export type WorkspaceRow = {
  id: string;
  name: string;
  time_zone: string;
  currency: string;
  demo: boolean;
  settings: unknown;
  created_at: Date;
};

/** A workspace as the API shows it: settings that were never made have their defaults. */
export function workspaceOf(row: WorkspaceRow) {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    currency: row.currency,
    demo: row.demo,
    settings: workspaceSettings.parse(row.settings),
    createdAt: row.created_at.toISOString(),
  };
}
