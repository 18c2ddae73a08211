import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import type { References, StepDefinition } from "@/lib/domain/flow/step-definition";
import { issueFromZod } from "@/lib/domain/flow/zod-issue";

/**
 * Says at each field what the step's strict schema and its look at the workspace find wrong: the same sentences as VALIDATE. It never
 * keeps anything from being saved.
 */
export function stepResolver(definition: StepDefinition, references: References): Resolver<FieldValues> {
  return (values) => {
    const parsed = definition.config.safeParse(values);
    const issues = parsed.success
      ? (definition.check?.(parsed.data, references) ?? [])
      : parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issueFromZod(issue) }));
    if (issues.length === 0) return { values, errors: {} };
    const errors: FieldErrors<FieldValues> = {};
    for (const issue of issues) place(errors, issue.path, issue.message);
    return { values: {}, errors };
  };
}

/** Puts a message at its path. That of a list as a whole stands at the list; that of the step as a whole at the form's root. */
function place(errors: FieldErrors<FieldValues>, path: string, message: string): void {
  // A condition is one field of the form, however deep in it something is missing.
  const keys = path === "" ? ["root", "step"] : path.replace(/(\.|^)(filter|when)\..*$/, "$1$2").split(".");
  let at = errors as Record<string, unknown>;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  const last = keys.at(-1)!;
  at[last] = { ...(at[last] as object | undefined), type: "step", message };
}
