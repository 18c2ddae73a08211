import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "@/lib/server/env";
import { PrismaClient } from "./generated/client";

const holder = globalThis as { cartographPrisma?: PrismaClient };

/** The process's one Prisma client, for plain reads and writes of configuration tables. */
export function db(): PrismaClient {
  holder.cartographPrisma ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 2, allowExitOnIdle: true }),
  });
  return holder.cartographPrisma;
}
