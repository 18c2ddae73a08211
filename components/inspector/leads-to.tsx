"use client";

import { nanoid } from "nanoid";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { useDerived, useEditor, useEditorStore } from "@/lib/client/editor/context";
import { wordsOfStep } from "@/lib/client/editor/derived";
import { connect, remove } from "@/lib/client/editor/edits";
import { refuseConnection } from "@/lib/domain/flow/connect";
import type { DraftStep } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";

/** Where each port leads: the same as drawing connections, for the keyboard and for steps that stand far apart. */
export function LeadsTo({ step }: { step: DraftStep }) {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const readOnly = useEditor((state) => state.readOnly !== null);
  const names = useDerived((derived) => derived.names);
  const ports = stepOf(step.type)?.ports(step.config) ?? [];
  if (ports.length === 0) return null;
  return (
    <section className="flex flex-col gap-3 border-line border-t pt-4">
      <h3 className="font-medium">Where it leads</h3>
      {ports.map((port) => {
        const edge = document.edges.find(
          ({ from, port: leaving }) => from === step.id && leaving === port.id,
        );
        const options = document.steps
          .filter(
            ({ id }) =>
              id === edge?.to ||
              refuseConnection(document, { from: step.id, port: port.id, to: id }, stepOf, edge?.id) === null,
          )
          .map((target) => {
            const { title, detail } = wordsOfStep(target, names);
            return { value: target.id, label: title, hint: detail };
          });
        return (
          <Field key={port.id} label={port.label}>
            <Combobox
              value={edge?.to ?? null}
              onChange={(to) => {
                if (to)
                  store
                    .getState()
                    .edit("Connect", connect({ id: nanoid(8), from: step.id, port: port.id, to }));
                else if (edge) store.getState().edit("Delete connection", remove([], [edge.id]));
              }}
              options={options}
              clearable
              placeholder="Nowhere: the flow ends here"
              searchPlaceholder="Find a step of this flow"
              emptyText="No other step can follow"
              disabled={readOnly}
            />
          </Field>
        );
      })}
    </section>
  );
}
