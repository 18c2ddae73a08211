import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { ApiError } from "@/lib/client/api-error";

/**
 * Shows a refused save where it belongs: each error at the field of its path ("body.name", "/name" and "name" all mean
 * `name`), the rest as the form's own error (FormError shows it). `paths` renames the server's path to the form's.
 */
export function showFormErrors<T extends FieldValues, C, O>(
  form: UseFormReturn<T, C, O>,
  error: unknown,
  paths: Record<string, FieldPath<T>> = {},
): void {
  const known = form.getValues();
  const rest: string[] = [];
  if (error instanceof ApiError) {
    for (const issue of error.errors) {
      const message = issue.fix ? `${issue.message} ${issue.fix}` : issue.message;
      const path = normalise(issue.path);
      const field = paths[path] ?? path;
      if (field && has(known, field))
        form.setError(field as FieldPath<T>, { type: "server", message }, { shouldFocus: true });
      else rest.push(message);
    }
    if (error.errors.length > 0 && rest.length === 0) return;
  }
  const message =
    rest.join(" ") || (error instanceof Error ? error.message : "This could not be saved. Try again.");
  form.setError("root.server", { type: "server", message });
}

function normalise(path: string): string {
  return path
    .replace(/^(?:#?\/|body[./])/, "")
    .replaceAll("/", ".")
    .replace(/\[(\d+)\]/g, ".$1");
}

function has(values: FieldValues, path: string): boolean {
  let at: unknown = values;
  for (const key of path.split(".")) {
    if (typeof at !== "object" || at === null || !(key in at)) return false;
    at = (at as Record<string, unknown>)[key];
  }
  return true;
}
