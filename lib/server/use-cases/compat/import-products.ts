import { v7 as uuid } from "uuid";
import type { compatImportProductsCsv } from "@/lib/contracts/compat-imports";
import { type ProductFields, productFields } from "@/lib/contracts/products";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import type { CsvLayout, CsvLine } from "@/lib/server/csv/read-csv";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { saveProduct } from "@/lib/server/db/products/save-product";
import { issuesOf } from "@/lib/server/http/read-json";
import { cellText } from "@/lib/utils/csv";
import { MOST_LINES, ProblemList } from "./problem-list";
import { takeFile } from "./take-file";

const COLUMNS = ["source_id", "name", "price", "image_url", "attributes"] as const;
type Column = (typeof COLUMNS)[number];
const LAYOUT: CsvLayout<Column> = {
  columns: COLUMNS,
  aliases: { "source id": "source_id", "product name": "name", "image url": "image_url" },
  required: ["name"],
  metadata: true,
};

/** Makes or changes the products of a file: all of them, or none and why. */
export async function importProducts(
  call: CompatCall<typeof compatImportProductsCsv>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const { workspaceId } = call.actor;
  const problems = new ProblemList();
  const take = async (file: string) => {
    for await (const _product of productsOf(file, problems));
    if (problems.count > 0) return problems.outcome(0);
    const now = clock();
    const done = await transaction(async (client) => {
      let written = 0;
      for await (const product of productsOf(file, problems)) {
        const { id, created } = await saveProduct(client, { ...product, id: uuid(), workspaceId }, now);
        const { sourceId, name: productName, price } = product;
        const properties = { productId: id, sourceId, productName, price };
        const name = created ? "product.created" : "product.updated";
        await emitInternal(client, workspaceId, [{ name, customerId: null, properties }], { now });
        written += 1;
      }
      return written;
    });
    return problems.outcome(done);
  };
  return await takeFile(call, "PRODUCTS.IMPORT", take, clock);
}

async function* productsOf(file: string, problems: ProblemList): AsyncGenerator<ProductFields> {
  const seen = new Map<string, number>();
  for await (const line of problems.linesOf(file, LAYOUT, MOST_LINES)) {
    const read = productFields.safeParse(fieldsOf(line));
    if (!read.success) {
      for (const { path, message } of issuesOf(read.error))
        problems.add({ line: line.line, column: path, message });
      continue;
    }
    const { sourceId } = read.data;
    const before = sourceId === null ? undefined : seen.get(sourceId);
    if (sourceId !== null && before === undefined) seen.set(sourceId, line.line);
    if (before === undefined) yield read.data;
    else problems.add({ line: line.line, column: "source_id", message: `Line ${before} has the same.` });
  }
}

function fieldsOf({ at, metadata }: CsvLine<Column>): Record<string, unknown> {
  const price = at("price");
  return {
    name: cellText(at("name")),
    sourceId: cellText(at("source_id")) || null,
    price: price === "" ? null : /^\d+$/.test(price) ? Number(price) : price,
    imageUrl: at("image_url") || null,
    attributes:
      at("attributes") === ""
        ? []
        : at("attributes")
            .split("|")
            .map((text) => text.trim()),
    metadata,
  };
}
