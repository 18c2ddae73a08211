import { DomainError } from "@/lib/domain/errors";

type Other = { name: string; archived: boolean };

/** The refusal of a topic's key that another one has. */
export function topicKeyTaken(key: string, other: Other): DomainError {
  const fix = other.archived
    ? `Bring “${other.name}” back, which is archived, or choose another key.`
    : "Choose another key.";
  return taken("key", `The key "${key}" belongs to the topic “${other.name}”.`, fix);
}

/** The refusal of a topic's name that another one in use has. */
export function topicNameTaken(name: string): DomainError {
  return taken("name", `There is already a topic named “${name}”.`, "Choose another name.");
}

function taken(path: string, message: string, fix: string): DomainError {
  return new DomainError("conflict", message, { issues: [{ path, message, fix }] });
}
