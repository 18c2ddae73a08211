import { Fragment } from "react";
import { Table, Td, Th } from "@/components/ui/table";
import type { FieldDefinition, PropertyDefinition } from "@/lib/domain/event/definition";
import { TYPE_WORDS } from "./type-words";

/** The properties of a definition, those inside lists and objects below their own. */
export function PropertiesTable({ properties }: { properties: readonly PropertyDefinition[] }) {
  return (
    <Table aria-label="Properties">
      <thead>
        <tr>
          <Th>Property</Th>
          <Th>Holds</Th>
          <Th>Needed</Th>
        </tr>
      </thead>
      <tbody>
        {properties.map((property) => (
          <Fragment key={property.name}>
            <PropertyRow property={property} />
            {property.fields?.map((field) => (
              <PropertyRow
                key={field.name}
                property={field}
                inside={`${property.name}${property.type === "list" ? "[]" : ""}`}
              />
            ))}
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

function PropertyRow({
  property,
  inside,
}: {
  property: PropertyDefinition | FieldDefinition;
  inside?: string;
}) {
  const { name, title, type, required } = property;
  const plain = type === "list" && !("fields" in property && property.fields?.length);
  return (
    <tr>
      <Td>
        <span className={inside ? "pl-5" : undefined}>
          <code className="font-mono text-xs">
            {inside ? <span className="text-faint">{inside}.</span> : null}
            {name}
          </code>
          {title ? <span className="ml-2 text-muted">{title}</span> : null}
        </span>
      </Td>
      <Td className="text-muted">{plain ? "List of plain values" : TYPE_WORDS[type].label}</Td>
      <Td className="text-muted">{required ? "Always" : "Optional"}</Td>
    </tr>
  );
}
