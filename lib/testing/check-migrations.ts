import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { withSchemaEngine } from "@/lib/server/db/schema-engine";
import { describingAdapter } from "./describing-adapter";
import { throwAwayPostgres } from "./throw-away-postgres";

/**
 * Fails when the committed migrations make another database than prisma/schema describes: somebody changed one and forgot the other.
 * Indexes that Prisma cannot describe (partial, on an expression, with included columns) belong to the migrations alone.
 */
async function main(): Promise<void> {
  const postgres = await throwAwayPostgres();
  try {
    const [script, indexes] = await Promise.all([difference(postgres.url), indexesOf(postgres.url)]);
    const drift = statementsOf(script).filter((statement) => !isNoDifference(statement, indexes, script));
    if (drift.length === 0) return console.log("The migrations make exactly what prisma/schema describes.");
    console.error(
      `prisma/migrations and prisma/schema differ. A migration with this would bring them together:\n\n${drift.join("\n\n")}`,
    );
    process.exitCode = 1;
  } finally {
    await postgres.drop();
  }
}

async function difference(databaseUrl: string): Promise<string> {
  const folder = path.resolve("prisma/schema");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .map((name) => path.join(folder, name))
    .map((file) => ({ path: file, content: readFileSync(file, "utf8") }));
  const { stdout } = await withSchemaEngine(
    databaseUrl,
    (engine) =>
      engine.diff({
        from: { tag: "schemaDatasource", files, configDir: path.resolve("prisma") },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      }),
    describingAdapter,
  );
  return stdout ?? "";
}

type Index = { name: string; definition: string; beyondPrisma: boolean };

async function indexesOf(databaseUrl: string): Promise<Index[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Index>(
      `SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition,
              i.indpred IS NOT NULL OR i.indexprs IS NOT NULL OR i.indnatts > i.indnkeyatts AS "beyondPrisma"
         FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** A dropped index that Prisma cannot describe; or one dropped and made again just as it is, for it reads no operator classes. */
function isNoDifference(statement: string, indexes: Index[], script: string): boolean {
  const name = /^(?:DROP|CREATE(?: UNIQUE)?) INDEX "([^"]+)"/.exec(statement)?.[1];
  const index = indexes.find((index) => index.name === name);
  if (!index) return false;
  if (index.beyondPrisma) return true;
  return statementsOf(script).some((other) => plain(other) === plain(index.definition));
}

function plain(statement: string): string {
  return statement.replace(/["; ]/g, "").replace("ONpublic.", "ON").replace("USINGbtree", "").toLowerCase();
}

/** The statements of a script, without the engine's remarks. */
function statementsOf(script: string): string[] {
  return script
    .split(/\n\s*\n/)
    .map((part) => part.replace(/^\s*--.*\n?/gm, "").trim())
    .filter(Boolean);
}

await main();
