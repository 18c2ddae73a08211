import type { CompiledVersion } from "@/lib/domain/flow/compile";
import type { EarlierEntry } from "@/lib/domain/flow/entry";
import type { CustomerFacts, RecentMessage } from "@/lib/domain/flow/facts";
import type { Run } from "@/lib/domain/flow/run";
import type { SegmentFacts } from "./load-segments";
import type { LoadedWorkspace } from "./load-workspaces";
import type { PendingEvent } from "./read-work";

/** What the engine knows while it decides one batch: all loaded beforehand, in a fixed number of statements. */
export type BatchFacts = {
  /** epoch ms */
  now: number;
  /** Shards of which there are more events than the batch holds: timers of its customers there wait for the rest of theirs. */
  truncated: ReadonlySet<number>;
  workspaces: ReadonlyMap<string, LoadedWorkspace>;
  versions: ReadonlyMap<string, CompiledVersion>;
  /** Why a version that was asked for cannot be run, by its id. */
  broken: ReadonlyMap<string, string>;
  customers: ReadonlyMap<string, CustomerFacts>;
  /** Per customer, in log order. */
  events: ReadonlyMap<string, PendingEvent[]>;
  /** Active runs per customer. */
  runs: ReadonlyMap<string, Run[]>;
  /** wakeAt of each loaded run as the database has it. */
  timers: ReadonlyMap<string, number | null>;
  /** Completed runs an order may still count for, per customer. */
  countable: ReadonlyMap<string, Run[]>;
  /** `<customer> <flow>` → entries, as many as the re-entry rules ask for. */
  entries: ReadonlyMap<string, EarlierEntry[]>;
  recentMessages: ReadonlyMap<string, readonly RecentMessage[]>;
  segments: SegmentFacts;
  /** Ids of segments to ask about a customer again because of the time. */
  workspaceOf: ReadonlyMap<string, string>;
  checks: ReadonlyMap<string, ReadonlySet<string>>;
};
