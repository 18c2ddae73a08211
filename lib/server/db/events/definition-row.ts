import type { EventRole, PropertyDefinition } from "@/lib/domain/event/definition";

/** An event definition as the database keeps it. */
export type DefinitionRow = {
  id: string;
  name: string;
  title: string;
  description: string;
  role: EventRole | null;
  properties: PropertyDefinition[];
  archived: boolean;
  created_at: Date;
  updated_at: Date;
};

/** The columns of a DefinitionRow. */
export const DEFINITION_COLUMNS =
  "id, name, title, description, role, properties, archived, created_at, updated_at";

/** The same as the API shows it. */
export function definitionOf(row: DefinitionRow) {
  const { created_at, updated_at, ...rest } = row;
  return { ...rest, createdAt: created_at.toISOString(), updatedAt: updated_at.toISOString() };
}
