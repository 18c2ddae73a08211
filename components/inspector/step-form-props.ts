import type { FieldValues, UseFormReturn } from "react-hook-form";

/**
 * What the form of a step is given. Its values are the step's config as drawn, half filled in or not; what it writes is the draft, at once.
 * What is wrong by the step's strict schema stands at the fields.
 */
export type StepFormProps = { form: UseFormReturn<FieldValues> };
