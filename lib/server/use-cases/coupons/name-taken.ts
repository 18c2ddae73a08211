import { DomainError } from "@/lib/domain/errors";

/** The refusal of a campaign's name that another one has. */
export function nameTaken(name: string): DomainError {
  const message = `There is already a campaign named "${name}".`;
  return new DomainError("conflict", message, {
    issues: [{ path: "name", message, fix: "Choose another name." }],
  });
}

/** The refusal of a standalone campaign's code that exists already. */
export function codeTaken(code: string): DomainError {
  const message = `The code ${code} exists already in this workspace.`;
  return new DomainError("conflict", message, {
    issues: [{ path: "code", message, fix: "Choose another code." }],
  });
}
