import { seed } from "@/prisma/seed";
import { complain } from "./output";

// Fills the database with the demo. Whether that has been done already is remembered in the database, by the seed itself.
try {
  await seed();
  process.exit(0);
} catch (error) {
  complain((error as Error).stack ?? String(error));
  process.exit(1);
}
