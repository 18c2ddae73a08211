import { v7 as uuid } from "uuid";
import type { compatImportSkusCsv } from "@/lib/contracts/compat-imports";
import { type SkuFields, skuFields } from "@/lib/contracts/products";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { uuidOf } from "@/lib/server/compat/ids";
import type { CsvLayout, CsvLine } from "@/lib/server/csv/read-csv";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { pool, type Queryable, transaction } from "@/lib/server/db/pool";
import { productIds } from "@/lib/server/db/products/product-ids";
import { saveSku } from "@/lib/server/db/products/save-sku";
import { issuesOf } from "@/lib/server/http/read-json";
import { cellText } from "@/lib/utils/csv";
import { inLots } from "@/lib/utils/in-lots";
import { MOST_LINES, ProblemList } from "./problem-list";
import { takeFile } from "./take-file";

const COLUMNS = ["product_id", "source_id", "sku", "price", "image_url"] as const;
type Column = (typeof COLUMNS)[number];
const LAYOUT: CsvLayout<Column> = {
  columns: COLUMNS,
  aliases: { "product id": "product_id", "source id": "source_id", "image url": "image_url" },
  required: ["product_id", "sku"],
  metadata: true,
};

/** So many lines ask for their products together. */
const LOT = 1_000;

/** Makes or changes the SKUs of a file: all of them, or none and why. */
export async function importSkus(
  call: CompatCall<typeof compatImportSkusCsv>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const { workspaceId } = call.actor;
  const problems = new ProblemList();
  const take = async (file: string) => {
    for await (const _sku of skusOf(file, pool(), workspaceId, problems));
    if (problems.count > 0) return problems.outcome(0);
    const done = await writeAll(file, workspaceId, problems, clock()).catch((error) => {
      if (error instanceof Refused) return 0;
      throw error;
    });
    return problems.outcome(done);
  };
  return await takeFile(call, "SKUS.IMPORT", take, clock);
}

/** A line that only the database could refuse: nothing of the file is kept. */
class Refused extends Error {}

async function writeAll(
  file: string,
  workspaceId: string,
  problems: ProblemList,
  now: Date,
): Promise<number> {
  return await transaction(async (client) => {
    let written = 0;
    for await (const { line, productId, fields } of skusOf(file, client, workspaceId, problems)) {
      const saved = await saveSku(client, { ...fields, id: uuid(), workspaceId, productId }, now);
      if (!saved) {
        problems.add({ line, column: "source_id", message: "A SKU of another product has it." });
        throw new Refused();
      }
      const name = saved.created ? "sku.created" : "sku.updated";
      const properties = { skuId: saved.row.id, productId, sourceId: fields.sourceId };
      await emitInternal(client, workspaceId, [{ name, customerId: null, properties }], { now });
      written += 1;
    }
    if (problems.count > 0) throw new Refused();
    return written;
  });
}

type Line = { line: number; productId: string; fields: SkuFields };

async function* skusOf(
  file: string,
  queryable: Queryable,
  workspaceId: string,
  problems: ProblemList,
): AsyncGenerator<Line> {
  const seen = new Map<string, number>();
  const products = new Map<string, string | null>();
  for await (const lines of inLots(problems.linesOf(file, LAYOUT, MOST_LINES), LOT)) {
    const named = new Set(
      lines.map(({ at }) => cellText(at("product_id"))).filter((one) => !products.has(one)),
    );
    const asked = [...named].map((name) => ({ name, id: uuidOf("prod", name) }));
    const found = await productIds(queryable, workspaceId, asked);
    for (const name of named) products.set(name, found.get(name) ?? null);
    for (const line of lines) {
      const read = skuOf(line, products.get(cellText(line.at("product_id"))) ?? null, seen, problems);
      if (read) yield read;
    }
  }
}

/** Null, and problems, where a line cannot be taken. `seen`: the lines of the shop's own ids so far. */
function skuOf(
  line: CsvLine<Column>,
  productId: string | null,
  seen: Map<string, number>,
  problems: ProblemList,
): Line | null {
  const read = skuFields.safeParse(fieldsOf(line));
  for (const { path, message } of read.success ? [] : issuesOf(read.error))
    problems.add({ line: line.line, column: path === "name" ? "sku" : path, message });
  if (productId === null)
    problems.add({ line: line.line, column: "product_id", message: "There is no such product." });
  if (!read.success || productId === null) return null;
  const { sourceId } = read.data;
  const before = sourceId === null ? undefined : seen.get(sourceId);
  if (before !== undefined) {
    problems.add({ line: line.line, column: "source_id", message: `Line ${before} has the same.` });
    return null;
  }
  if (sourceId !== null) seen.set(sourceId, line.line);
  return { line: line.line, productId, fields: read.data };
}

function fieldsOf({ at, metadata }: CsvLine<Column>): Record<string, unknown> {
  const price = at("price");
  return {
    name: cellText(at("sku")),
    sourceId: cellText(at("source_id")) || null,
    price: price === "" ? null : /^\d+$/.test(price) ? Number(price) : price,
    imageUrl: at("image_url") || null,
    metadata,
  };
}
