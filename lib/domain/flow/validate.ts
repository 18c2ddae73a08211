import { couponWarnings } from "./coupon-warnings";
import type { FlowDocument } from "./document";
import { promiseWarnings } from "./promise-warnings";
import { checkTopic } from "./send";
import type { References, StepDefinition } from "./step-definition";
import { issueFromZod } from "./zod-issue";

/** What is wrong with a draft, on which step, and how to mend it. Errors refuse LAUNCH; warnings do not. */
export type Problem = {
  severity: "error" | "warning";
  /** null for the flow as a whole */
  stepId: string | null;
  /** Inside the step's config, for the form; "" for the step itself. */
  path: string;
  code: string;
  message: string;
  fix: string;
};

type Graph = { steps: Map<string, FlowDocument["steps"][number]>; next: Map<string, string[]> };

/** Every problem of a draft, in the order of its steps. Pure: what exists in the workspace is given. */
export function validateFlow(
  document: FlowDocument,
  stepOf: (type: string) => StepDefinition | null,
  references: References,
): Problem[] {
  const graph: Graph = { steps: new Map(document.steps.map((step) => [step.id, step])), next: new Map() };
  for (const edge of document.edges)
    graph.next.set(edge.from, [...(graph.next.get(edge.from) ?? []), edge.to]);
  const triggers = document.steps.filter((step) => stepOf(step.type)?.category === "entry");
  return [
    ...(triggers.length === 0
      ? [
          problem(
            null,
            "no_trigger",
            "The flow has no trigger, so nobody can enter.",
            "Drag an event trigger onto the canvas.",
          ),
        ]
      : []),
    ...document.steps.flatMap((step) => stepProblems(step, document, stepOf, references)),
    ...edgeProblems(document, stepOf, graph),
    ...unreachable(document, triggers, graph),
    ...cycles(document, graph),
    ...settingsProblems(document, references),
    ...couponWarnings(document, stepOf, references, (id) => before(id, graph, document)),
    ...promiseWarnings(document, references, (id) => before(id, graph, document)),
  ];
}

function stepProblems(
  step: FlowDocument["steps"][number],
  document: FlowDocument,
  stepOf: (type: string) => StepDefinition | null,
  references: References,
): Problem[] {
  const definition = stepOf(step.type);
  if (!definition)
    return [
      problem(
        step.id,
        "unknown_type",
        `This version does not know the step "${step.type}".`,
        "Delete the step or import the flow into a newer version.",
      ),
    ];
  const problems: Problem[] = [];
  const parsed = definition.config.safeParse(step.config);
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      problems.push({
        ...problem(step.id, "incomplete", issueFromZod(issue), "Open the step and fill this in."),
        path: issue.path.join("."),
      });
  } else {
    for (const issue of definition.check?.(parsed.data, references) ?? []) {
      problems.push({
        ...problem(step.id, "unusable", issue.message, issue.fix ?? "Open the step and mend this."),
        path: issue.path,
      });
    }
  }
  if (definition.category === "entry" && !document.edges.some((edge) => edge.from === step.id)) {
    problems.push(
      problem(
        step.id,
        "leads_nowhere",
        "Customers enter here and leave at once: no step follows.",
        "Connect the trigger to the first step.",
      ),
    );
  }
  return problems;
}

function edgeProblems(
  document: FlowDocument,
  stepOf: (type: string) => StepDefinition | null,
  graph: Graph,
): Problem[] {
  const taken = new Set<string>();
  return document.edges.flatMap((edge): Problem[] => {
    const from = graph.steps.get(edge.from);
    const to = graph.steps.get(edge.to);
    if (!from || !to)
      return [
        problem(
          from ? edge.from : null,
          "dangling_edge",
          "A connection leads to a step that does not exist.",
          "Delete the connection.",
        ),
      ];
    const ports = stepOf(from.type)?.ports(from.config) ?? [];
    if (!ports.some((port) => port.id === edge.port))
      return [
        problem(
          edge.from,
          "unknown_port",
          `A connection leaves by the port "${edge.port}", which this step does not have any more.`,
          "Delete the connection or draw it again.",
        ),
      ];
    if (stepOf(to.type)?.category === "entry")
      return [
        problem(
          edge.to,
          "into_trigger",
          "A connection leads into a trigger.",
          "Triggers are where customers enter: connect to the step behind it.",
        ),
      ];
    const key = `${edge.from} ${edge.port}`;
    if (taken.has(key))
      return [
        problem(
          edge.from,
          "port_twice",
          "Two connections leave by the same port.",
          "Delete one of them; use a branch or a split to go two ways.",
        ),
      ];
    taken.add(key);
    return [];
  });
}

function unreachable(document: FlowDocument, triggers: FlowDocument["steps"], graph: Graph): Problem[] {
  if (triggers.length === 0) return [];
  const seen = new Set(triggers.map(({ id }) => id));
  const queue = [...seen];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const to of graph.next.get(id) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return document.steps
    .filter((step) => !seen.has(step.id))
    .map((step) =>
      problem(
        step.id,
        "unreachable",
        "No customer can reach this step.",
        "Connect a port of an earlier step to it, or delete it.",
      ),
    );
}

function cycles(document: FlowDocument, graph: Graph): Problem[] {
  const state = new Map<string, "open" | "done">();
  const found = new Set<string>();
  const visit = (id: string) => {
    if (state.get(id) === "done") return;
    if (state.get(id) === "open") {
      found.add(id);
      return;
    }
    state.set(id, "open");
    for (const to of graph.next.get(id) ?? []) visit(to);
    state.set(id, "done");
  };
  for (const step of document.steps) visit(step.id);
  return [...found].map((id) =>
    problem(
      id,
      "cycle",
      "Customers could go round in a circle through this step for ever.",
      "Delete the connection that leads back; use re-entry in the flow settings to repeat a flow.",
    ),
  );
}

function settingsProblems({ settings }: FlowDocument, references: References): Problem[] {
  const problems: Problem[] = [];
  const { schedule, goal, exits, entryConsent, entryTopic } = settings;
  for (const { message } of entryConsent ? checkTopic(entryTopic, references) : [])
    problems.push(
      problem(null, "unknown_entry_topic", message, "Choose another in Flow settings, Entry and exits."),
    );
  if (goal && !references.events.has(goal.eventName))
    problems.push(
      problem(
        null,
        "unknown_goal_event",
        `The goal's event "${goal.eventName}" is not defined.`,
        "Choose another event in Flow settings, Goal.",
      ),
    );
  for (const exit of exits)
    if (!references.events.has(exit.eventName))
      problems.push(
        problem(
          null,
          "unknown_exit_event",
          `The exit event "${exit.eventName}" is not defined.`,
          "Choose another event in Flow settings, Exits.",
        ),
      );
  if (schedule.from && schedule.until && Date.parse(schedule.from) >= Date.parse(schedule.until))
    problems.push(
      problem(
        null,
        "schedule_order",
        "The schedule ends before it starts.",
        "Mend the dates in Flow settings, Scheduling.",
      ),
    );
  return problems;
}

function before(id: string, graph: Graph, document: FlowDocument): string[] {
  const seen = new Set<string>();
  const queue = [id];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const edge of document.edges) {
      if (edge.to !== at || seen.has(edge.from)) continue;
      seen.add(edge.from);
      queue.push(edge.from);
    }
  }
  return [...seen].filter((step) => graph.steps.has(step));
}

function problem(stepId: string | null, code: string, message: string, fix: string): Problem {
  return { severity: "error", stepId, path: "", code, message, fix };
}
