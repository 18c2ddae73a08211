"use client";

import Link from "next/link";
import { Card } from "@/components/ui/card";
import { useDebounced } from "@/components/ui/use-debounced";
import { type DefinitionDetail, useDefinitionCheck } from "@/lib/client/queries/events";
import { type PropertyDefinition, propertyDefinitions } from "@/lib/domain/event/definition";
import { definitionChanges } from "@/lib/domain/event/definition-changes";
import { plural } from "@/lib/utils/plural";

/** What saving these properties would do to senders and flows; nothing while they are as before. */
export function ChangeWarnings({
  definition,
  properties,
}: {
  definition: DefinitionDetail;
  properties: PropertyDefinition[];
}) {
  const valid = propertyDefinitions.safeParse(properties).data ?? null;
  const changes = valid ? definitionChanges(definition.properties, valid) : { tighter: [], looser: [] };
  const settled = useDebounced(JSON.stringify(changes.tighter.length > 0 ? valid : null), 400);
  const check = useDefinitionCheck(definition.id, JSON.parse(settled) as PropertyDefinition[] | null);
  const { flows } = definition.usage;
  if (changes.tighter.length + changes.looser.length === 0) return null;
  return (
    <Card title="What saving does">
      <div className="flex flex-col gap-3 text-sm" aria-live="polite">
        {changes.tighter.length > 0 ? <Points tone="text-warn" points={changes.tighter} /> : null}
        {changes.tighter.length > 0 && check.data && check.data.tried > 0 ? (
          <p className="tabular">
            {check.data.refused === 0
              ? `None of the last ${plural(check.data.tried, "event")} would have been refused.`
              : `${check.data.refused} of the last ${plural(check.data.tried, "event")} would have been refused.`}
          </p>
        ) : null}
        {changes.looser.length > 0 ? <Points tone="text-muted" points={changes.looser} /> : null}
        {flows.length > 0 ? (
          <p className="text-muted">
            Used in{" "}
            {flows.map(({ id, name, status }, index) => (
              <span key={id}>
                {index > 0 ? ", " : ""}
                <Link href={`/flows/${id}`} className="text-ink underline underline-offset-2" dir="auto">
                  {name}
                </Link>{" "}
                ({status})
              </span>
            ))}
            . Their conditions and messages keep reading the properties by name.
          </p>
        ) : null}
      </div>
    </Card>
  );
}

function Points({ points, tone }: { points: string[]; tone: string }) {
  return (
    <ul className={`list-disc pl-5 ${tone}`}>
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}
