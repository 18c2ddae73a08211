/** SQL: the names of the topics of a row `w` of workspace by their keys, archived ones too, since their noes still count. */
export const TOPIC_NAMES = `
  COALESCE((SELECT json_object_agg(t.key, t.name) FROM topic t WHERE t.workspace_id = w.id), '{}')`;
