import {
  type EventRole,
  type FieldDefinition,
  type PropertyDefinition,
  propertiesOfRole,
} from "./definition";

/** The properties with what the role needs added at the end; those of the same name keep their place and get the type the role needs. */
export function completeRole(
  role: EventRole | null,
  properties: readonly PropertyDefinition[],
): PropertyDefinition[] {
  if (!role) return [...properties];
  const needed = new Map(propertiesOfRole(role).map((property) => [property.name, property]));
  const kept = properties.map((property) => {
    const want = needed.get(property.name);
    needed.delete(property.name);
    return want ? merge(property, want) : property;
  });
  return [...kept, ...needed.values()];
}

function merge(property: PropertyDefinition, want: PropertyDefinition): PropertyDefinition {
  if (!want.fields) return { ...property, type: want.type };
  const had = new Map((property.fields ?? []).map((field) => [field.name, field]));
  const fields: FieldDefinition[] = want.fields.map((field) => ({
    ...field,
    required: had.get(field.name)?.required ?? field.required,
  }));
  const others = (property.fields ?? []).filter(
    ({ name }) => !want.fields?.some((field) => field.name === name),
  );
  return { ...property, type: want.type, fields: [...fields, ...others] };
}
