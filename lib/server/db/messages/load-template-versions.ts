import type { TemplateSource } from "@/lib/domain/message/template";
import { Kept } from "@/lib/server/db/kept";
import type { Queryable } from "@/lib/server/db/pool";

const kept = new Kept<TemplateSource>(500);

/** Template versions by id. They never change, so what was read once is kept. */
export async function loadTemplateVersions(
  queryable: Queryable,
  ids: readonly string[],
): Promise<Map<string, TemplateSource>> {
  return await kept.load(ids, async (missing) => {
    const { rows } = await queryable.query<TemplateSource & { id: string }>({
      name: "load-template-versions",
      text: `SELECT id, channel, subject, preheader, html, text, language FROM template_version WHERE id = ANY($1::uuid[])`,
      values: [missing],
    });
    return rows.map(({ id, ...source }) => [id, source] as const);
  });
}
