import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type pg from "pg";

const CHAR = 18;
const TEXT = 25;

/**
 * Prisma's adapter, able to read PostgreSQL's catalogue: that has columns of the one-letter type "char", which the adapter refuses and
 * the schema engine insists on. They pass through it as text and are named for what they are behind it.
 */
export function describingAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  let letters: boolean[] = [];
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  const watched = async (...args: unknown[]) => {
    const result = await query(...args);
    letters = result.fields?.map(({ dataTypeID }) => dataTypeID === CHAR) ?? [];
    for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
    return result;
  };
  pool.query = watched as typeof pool.query;

  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      const result = await queryRaw(statement);
      const columnTypes = result.columnTypes.map((type, index) =>
        letters[index] ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}
