import { DomainError } from "@/lib/domain/errors";

/** The refusal of a segment's name that another one has. */
export function segmentNameTaken(name: string): DomainError {
  const message = `There is already a segment named "${name}".`;
  return new DomainError("conflict", message, {
    issues: [{ path: "name", message, fix: "Choose another name." }],
  });
}
