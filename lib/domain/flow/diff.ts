import type { DraftStep, FlowDocument, FlowSettings } from "./document";

export type StepChange = { kind: "added" | "changed" | "deleted"; stepId: string };

/** What would be different if a draft went live. Where a step is drawn is no difference. */
export type FlowDiff = {
  steps: StepChange[];
  /** Connections that are new, gone or lead elsewhere. */
  connections: number;
  /** Names of the parts of the settings that differ. */
  settings: string[];
  same: boolean;
};

const SETTING_NAMES: Record<keyof FlowSettings, string> = {
  frequency: "Frequency",
  schedule: "Scheduling",
  goal: "Goal",
  exits: "Exit events",
  exitOnOptOut: "Exit on opt-out",
  exitOnAgentConversation: "Exit on agent conversation",
  entryConsent: "Consent to enter",
  entryTopic: "Topic to enter",
  conversionWindow: "Conversion window",
  countDelivered: "Counting delivered messages",
  holdout: "Holdout",
  cap: "Message cap",
  lateLimit: "Late sends",
};

/** Compares a live version with a draft. */
export function diffFlows(live: FlowDocument, draft: FlowDocument): FlowDiff {
  const before = new Map(live.steps.map((step) => [step.id, step]));
  const after = new Set(draft.steps.map(({ id }) => id));
  const steps = [
    ...draft.steps.flatMap((step): StepChange[] => {
      const old = before.get(step.id);
      if (!old) return [{ kind: "added", stepId: step.id }];
      return sameStep(old, step) ? [] : [{ kind: "changed", stepId: step.id }];
    }),
    ...live.steps
      .filter(({ id }) => !after.has(id))
      .map(({ id }): StepChange => ({ kind: "deleted", stepId: id })),
  ];
  const connections = countDifferent(live.edges.map(edgeKey), draft.edges.map(edgeKey));
  const settings = (Object.keys(SETTING_NAMES) as (keyof FlowSettings)[])
    .filter((key) => !equal(live.settings[key], draft.settings[key]))
    .map((key) => SETTING_NAMES[key]);
  return {
    steps,
    connections,
    settings,
    same: steps.length === 0 && connections === 0 && settings.length === 0,
  };
}

/** Whether a step is the same but for where it is drawn. */
export function sameStep(a: DraftStep, b: DraftStep): boolean {
  return a.type === b.type && a.name === b.name && equal(a.config, b.config);
}

function edgeKey({ from, port, to }: FlowDocument["edges"][number]): string {
  return JSON.stringify([from, port, to]);
}

/** A connection that leads elsewhere counts once, not as one gone and one new. */
function countDifferent(before: string[], after: string[]): number {
  const gone = before.filter((key) => !after.includes(key)).length;
  const made = after.filter((key) => !before.includes(key)).length;
  return Math.max(gone, made);
}

/** Equal as JSON, whatever the order of the keys: the database does not keep it. Absent is the same as undefined. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, index) => equal(value, b[index]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
    equal(left[key], right[key]),
  );
}
