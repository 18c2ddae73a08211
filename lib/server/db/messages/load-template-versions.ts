import type { TemplateSource } from "@/lib/domain/message/template";
import type { Queryable } from "@/lib/server/db/pool";

const KEPT = 500;
const cache = new Map<string, TemplateSource>();

/** Template versions by id. They never change, so what was read once is kept. */
export async function loadTemplateVersions(
  queryable: Queryable,
  ids: readonly string[],
): Promise<Map<string, TemplateSource>> {
  const missing = [...new Set(ids)].filter((id) => !cache.has(id));
  if (missing.length > 0) {
    const { rows } = await queryable.query<TemplateSource & { id: string }>({
      name: "load-template-versions",
      text: `SELECT id, channel, subject, preheader, html, text, language FROM template_version WHERE id = ANY($1::uuid[])`,
      values: [missing],
    });
    while (cache.size + rows.length > KEPT && cache.size > 0) cache.delete(cache.keys().next().value ?? "");
    for (const { id, ...source } of rows) cache.set(id, source);
  }
  return new Map(ids.flatMap((id) => (cache.has(id) ? [[id, cache.get(id)!] as const] : [])));
}
