import { consentKey } from "@/lib/domain/customer/consent";
import { type FlowDocument, type FlowSettings, flowDocument } from "./document";
import type { Channel, Need } from "./facts";
import type { StepDefinition } from "./step-definition";

export type CompiledStep = {
  id: string;
  name: string;
  definition: StepDefinition;
  config: unknown;
  /** Step behind each port; a port that leads nowhere ends the run as completed. */
  next: ReadonlyMap<string, string>;
  /** Names of events that move a run standing here. */
  listens: ReadonlySet<string>;
  /** Goal steps reachable from here, nearest first. */
  goals: readonly string[];
};

/** A channel that messages go out on, with the key of their topic. */
export type Way = { channel: Channel; topic: string | null };

/** An immutable flow version, ready to run. */
export type CompiledVersion = {
  id: string;
  flowId: string;
  workspaceId: string;
  number: number;
  settings: FlowSettings;
  steps: ReadonlyMap<string, CompiledStep>;
  triggers: readonly CompiledStep[];
  needs: ReadonlySet<Need>;
  /** On what channels and about what topics its message steps write. */
  ways: readonly Way[];
  /** Every event name that can do something to a run of this version, beside its trigger. */
  listens: ReadonlySet<string>;
};

/**
 * Makes a version ready to run: parses each config with its step's strict schema and links the steps.
 * @throws Error when the document does not fit, which VALIDATE rules out before a version is written.
 */
export function compile(
  version: { id: string; flowId: string; workspaceId: string; number: number; document: unknown },
  stepOf: (type: string) => StepDefinition | null,
): CompiledVersion {
  const document = flowDocument.parse(version.document);
  const steps = new Map<string, CompiledStep>();
  for (const step of document.steps) {
    const definition = stepOf(step.type);
    if (!definition) throw new Error(`Step "${step.id}" has the unknown type "${step.type}".`);
    const config = definition.config.parse(step.config);
    const next = new Map(
      document.edges.filter((edge) => edge.from === step.id).map((edge) => [edge.port, edge.to]),
    );
    steps.set(step.id, {
      id: step.id,
      name: step.name,
      definition,
      config,
      next,
      listens: new Set(definition.listens?.(config)),
      goals: [],
    });
  }
  for (const step of steps.values()) (step as { goals: readonly string[] }).goals = goalsAfter(step, steps);
  const all = [...steps.values()];
  return {
    id: version.id,
    flowId: version.flowId,
    workspaceId: version.workspaceId,
    number: version.number,
    settings: document.settings,
    steps,
    triggers: all.filter(({ definition }) => definition.category === "entry"),
    needs: needsOf(document, all),
    ways: waysOf(all),
    listens: new Set(all.flatMap(({ listens }) => [...listens])),
  };
}

/** Recent messages are worth a query only where a cap could look at them; the workspace's caps are added by the engine. */
function needsOf(document: FlowDocument, steps: readonly CompiledStep[]): ReadonlySet<Need> {
  const needs = new Set(steps.flatMap(({ definition }) => definition.needs ?? []));
  return document.settings.cap || needs.size > 0 ? needs : new Set();
}

const CHANNEL_OF: Readonly<Record<string, Channel>> = { "send-email": "email", "send-sms": "sms" };

function waysOf(steps: readonly CompiledStep[]): Way[] {
  const ways = new Map<string, Way>();
  for (const { definition, config } of steps) {
    const channel = CHANNEL_OF[definition.type];
    if (!channel) continue;
    const { topic, transactional } = config as { topic: string | null; transactional: boolean };
    const way = { channel, topic: transactional ? null : topic };
    ways.set(consentKey(way.channel, way.topic), way);
  }
  return [...ways.values()];
}

function goalsAfter(start: CompiledStep, steps: ReadonlyMap<string, CompiledStep>): string[] {
  const seen = new Set<string>([start.id]);
  const queue = [start.id];
  const goals: string[] = [];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const to of steps.get(id)?.next.values() ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
      if (steps.get(to)?.definition.category === "goal") goals.push(to);
    }
  }
  return goals;
}
