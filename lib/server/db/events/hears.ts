/**
 * SQL: whether a running flow or a segment of the workspace looks at one of these names of our own events. `workspace` and `names` (a text[]) are
 * expressions. What a drawing names stands beside it; the goal of a live flow may be another since.
 */
export function hears(workspace: string, names: string): string {
  return `(EXISTS (SELECT FROM segment s WHERE s.workspace_id = ${workspace} AND s.listens && ${names})
    OR EXISTS (SELECT FROM flow f JOIN flow_version v ON v.flow_id = f.id
               WHERE f.workspace_id = ${workspace} AND f.status IN ('live', 'paused')
                 AND (v.listens && ${names} OR f.goal ->> 'eventName' = ANY (${names}))))`;
}
