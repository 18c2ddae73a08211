import { z } from "zod";
import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { discount } from "@/lib/domain/coupon/discount";
import { draftStep, edge } from "@/lib/domain/flow/document";
import type { Names } from "@/lib/domain/flow/step-definition";
import { type StepWords, stepWords } from "@/lib/domain/timeline/step-words";
import type { Queryable } from "@/lib/server/db/pool";
import { stepOf } from "@/lib/steps/registry";

/** A published version, in words. */
export type FlowWords = {
  number: number;
  steps: ReadonlyMap<string, StepWords & { detail: string; draft: z.output<typeof draftStep> }>;
  edges: readonly z.output<typeof edge>[];
};

/** The steps of these versions in words, by version id; two statements, however many versions. */
export async function loadFlowWords(
  queryable: Queryable,
  workspaceId: string,
  versionIds: readonly string[],
): Promise<Map<string, FlowWords>> {
  if (versionIds.length === 0) return new Map();
  const { rows } = await queryable.query<{ id: string; number: number; document: unknown }>({
    name: "load-flow-words",
    text: `SELECT id, number, document FROM flow_version WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    values: [workspaceId, [...new Set(versionIds)]],
  });
  const versions = rows.map((row) => ({ ...row, drawing: drawing.parse(row.document) }));
  const names = await loadNames(
    queryable,
    workspaceId,
    versions.flatMap((version) => version.drawing.steps),
  );
  return new Map(
    versions.map((version) => [
      version.id,
      {
        number: version.number,
        steps: new Map(
          version.drawing.steps.map((step) => [
            step.id,
            {
              ...stepWords(step, stepOf, names),
              detail: stepOf(step.type)?.describe(step.config, names).detail ?? "",
              draft: step,
            },
          ]),
        ),
        edges: version.drawing.edges,
      },
    ]),
  );
}

// Only what is shown: settings of an old version need not fit today's schema.
const drawing = z.object({ steps: z.array(draftStep), edges: z.array(edge) });

async function loadNames(
  queryable: Queryable,
  workspaceId: string,
  steps: readonly { config: Record<string, unknown> }[],
): Promise<Names> {
  const { rows } = await queryable.query<{
    id: string;
    name: string;
    subject: string | null;
    discount: unknown;
  }>({
    name: "load-flow-names",
    text: NAMES,
    values: [workspaceId, idsIn(steps, "templateId"), idsIn(steps, "campaignId")],
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    template: (id) => {
      const row = byId.get(id);
      return row ? { name: row.name, subject: row.subject ?? "" } : null;
    },
    campaign: (id) => {
      const row = byId.get(id);
      const parsed = discount.safeParse(row?.discount);
      return row && parsed.success ? { name: row.name, discount: describeDiscount(parsed.data) } : null;
    },
  };
}

const NAMES = `
SELECT t.id, t.name, v.subject, NULL::jsonb AS discount
FROM template t LEFT JOIN template_version v ON v.id = t.current_version_id
WHERE t.workspace_id = $1 AND t.id = ANY($2::uuid[])
UNION ALL
SELECT c.id, c.name, NULL, c.discount FROM campaign c WHERE c.workspace_id = $1 AND c.id = ANY($3::uuid[])`;

function idsIn(steps: readonly { config: Record<string, unknown> }[], key: string): string[] {
  return steps.flatMap(({ config }) => {
    const id = z.uuid().safeParse(config[key]);
    return id.success ? [id.data] : [];
  });
}
