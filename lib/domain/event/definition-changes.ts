import type { FieldDefinition, PropertyDefinition } from "./definition";

/** What a change of properties means for the senders. `tighter`: events that were taken until now will be refused. */
export type DefinitionChanges = { tighter: string[]; looser: string[] };

/** Says in words what changed properties refuse from now on, and what they take that they did not. */
export function definitionChanges(
  before: readonly PropertyDefinition[],
  after: readonly PropertyDefinition[],
): DefinitionChanges {
  const changes: DefinitionChanges = { tighter: [], looser: [] };
  compare(before, after, "", changes);
  return changes;
}

type Definition = PropertyDefinition | FieldDefinition;

function compare(
  before: readonly Definition[],
  after: readonly Definition[],
  at: string,
  changes: DefinitionChanges,
): void {
  const old = new Map(before.map((definition) => [definition.name, definition]));
  const now = new Set(after.map(({ name }) => name));
  for (const { name } of before) {
    if (!now.has(name)) changes.tighter.push(`Events that still send “${at}${name}” will be refused.`);
  }
  for (const definition of after) {
    const path = `${at}${definition.name}`;
    const had = old.get(definition.name);
    if (!had) {
      added(definition, path, changes);
      continue;
    }
    if (definition.required && !had.required)
      changes.tighter.push(`Events without “${path}” will be refused.`);
    if (!definition.required && had.required) changes.looser.push(`“${path}” may be left out.`);
    if (had.type !== definition.type) retyped(had, definition, path, changes);
    else inside(had, definition, path, changes);
  }
}

function added(definition: Definition, path: string, changes: DefinitionChanges): void {
  if (definition.required) changes.tighter.push(`Events without “${path}” will be refused.`);
  else changes.looser.push(`Events may send “${path}”.`);
}

const WIDER: Record<string, readonly string[]> = {
  integer: ["number", "money"],
  money: ["number", "integer"],
  datetime: ["string"],
};

function retyped(had: Definition, definition: Definition, path: string, changes: DefinitionChanges): void {
  if (WIDER[had.type]?.includes(definition.type))
    changes.looser.push(`“${path}” is read as ${definition.type} instead of ${had.type}.`);
  else changes.tighter.push(`Events that send “${path}” as ${had.type} will be refused.`);
}

function inside(had: Definition, definition: Definition, path: string, changes: DefinitionChanges): void {
  const before = "fields" in had ? (had.fields ?? []) : [];
  const after = "fields" in definition ? (definition.fields ?? []) : [];
  if (had.type === "list" && before.length > 0 !== after.length > 0) {
    changes.tighter.push(
      `Events whose “${path}” lists ${before.length > 0 ? "objects" : "plain values"} will be refused.`,
    );
  } else compare(before, after, `${path}${had.type === "list" ? "[]" : ""}.`, changes);
}
