"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { FlowReferences } from "@/lib/client/queries/flows";

export type EventReference = FlowReferences["events"][number];

/** What a form can offer: the workspace's things, and the events that start this flow. */
export type FormScope = {
  references: FlowReferences;
  /** Definitions of the flow's trigger events: what a run carries from its start. */
  triggers: readonly EventReference[];
  readOnly: boolean;
};

const Scope = createContext<FormScope | null>(null);

export function FormScopeProvider({ value, children }: { value: FormScope; children: ReactNode }) {
  return <Scope value={value}>{children}</Scope>;
}

/** What the form at hand can offer. */
export function useFormScope(): FormScope {
  const scope = useContext(Scope);
  if (!scope) throw new Error("A form of a step stands outside of the editor.");
  return scope;
}
