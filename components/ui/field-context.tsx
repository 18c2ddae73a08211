"use client";

import { createContext, useContext } from "react";

/** What a Field tells the control inside it. */
export type FieldLink = {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

export const FieldContext = createContext<FieldLink | null>(null);

type Own = {
  "aria-label"?: string;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling";
  "aria-required"?: boolean | "true" | "false";
  "aria-labelledby"?: string;
};

/** The ids and aria attributes of a control inside a Field; what the caller set itself wins. */
export function useFieldControl(own: Own = {}) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": own["aria-describedby"] ?? field?.describedBy,
    "aria-invalid": own["aria-invalid"] ?? (field?.invalid || undefined),
    "aria-required": own["aria-required"] ?? (field?.required || undefined),
  };
}

/** For a control of several parts (radios, duration): it is named by the Field's label through aria-labelledby. */
export function useFieldGroup(own: Own = {}) {
  const field = useContext(FieldContext);
  return {
    "aria-labelledby": own["aria-labelledby"] ?? field?.labelId,
    "aria-describedby": own["aria-describedby"] ?? field?.describedBy,
    "aria-invalid": own["aria-invalid"] ?? (field?.invalid || undefined),
  };
}
