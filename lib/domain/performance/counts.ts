/** A sum of counters: of one step and outcome, over shards, versions and hours. `stepId` "" is the flow itself; `amount` minor units. */
export type CounterSum = { stepId: string; outcome: string; count: number; amount: number };

/** What the counters say of a step. */
export type StepCounts = {
  stepId: string;
  entered: number;
  /** Brought here, or taken from here, by a launch that moved everyone to another version. */
  movedIn: number;
  movedOut: number;
  /** Left by each port; "goal" is a jump ahead to a goal. */
  ports: Record<string, number>;
  /** Ended while standing here, by status or exit reason. */
  ended: Record<string, number>;
  /** Everything else that is counted here: queued, sent, skipped:<reason>, opened, ... */
  outcomes: Record<string, number>;
  converted: number;
  /** Minor units */
  revenue: number;
};

/** What the counters say of a flow. */
export type FlowCounts = {
  entered: number;
  /** Brought into these versions, or taken from them, by a launch that moved everyone; equal over all versions of a flow. */
  movedIn: number;
  movedOut: number;
  /** All that came to a good end, converted or not. */
  completed: number;
  converted: number;
  /** Conversions by the rule that earned them. */
  convertedBy: Record<string, { count: number; revenue: number }>;
  exited: Record<string, number>;
  failed: number;
  refused: Record<string, number>;
  /** Minor units */
  revenue: number;
};
