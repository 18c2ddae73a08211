import { CLOCK } from "./scenarios/clock";
import { DATABASE_AWAY, DATABASE_KILLED, DISK_FULL } from "./scenarios/database";
import { FREEZE } from "./scenarios/freeze";
import { MACHINES } from "./scenarios/machines";
import { POISON } from "./scenarios/poison";
import { PROVIDER, SMTP } from "./scenarios/providers";
import { WORKERS_KILLED } from "./scenarios/workers";
import type { Scenario } from "./stage";

/** All that is done to the product, in the order it is done. */
export const SCENARIOS: readonly Scenario[] = [
  WORKERS_KILLED,
  DATABASE_KILLED,
  DATABASE_AWAY,
  DISK_FULL,
  MACHINES,
  FREEZE,
  PROVIDER,
  SMTP,
  CLOCK,
  POISON,
];
