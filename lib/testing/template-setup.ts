import type { TestProject } from "vitest/node";
import { throwAwayPostgres } from "./throw-away-postgres";

declare module "vitest" {
  export interface ProvidedContext {
    /** a migrated database that nobody uses but to clone it */
    templateUrl: string;
  }
}

/** Runs once before the database tests: one PostgreSQL, one migrated template, which each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await throwAwayPostgres();
  project.provide("templateUrl", postgres.url);
  return postgres.drop;
}
