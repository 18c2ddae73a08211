import { DomainError } from "@/lib/domain/errors";

/** Why no code of a campaign is made or given while it is deleted, or what its codes are worth is changed. It is over in a moment, so that programs try again. */
export function inChange(): DomainError {
  return new DomainError(
    "unavailable",
    "The campaign is being changed or deleted at this moment. Try again in a moment.",
  );
}
