/** One thing that is wrong with an input: where, what, and how to mend it. */
export type Issue = { path: string; message: string; fix?: string };

export const ERROR_STATUS = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  revision_conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  not_launchable: 422,
  locked: 423,
  rate_limited: 429,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** An expected failure: a stable code, a sentence for a person, and the fields it is about. Mapped to HTTP once, at the route. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly issues: readonly Issue[];
  /** Machine-readable extras for the answer, such as the current revision of a conflict. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { issues?: Issue[]; extra?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.issues = options.issues ?? [];
    this.extra = options.extra ?? {};
  }
}

/** The answer for an id that does not exist, or that belongs to another workspace: they must look alike. */
export function notFound(what: string): DomainError {
  const where = what === "workspace" ? "that you belong to" : "in this workspace";
  return new DomainError("not_found", `There is no such ${what} ${where}.`);
}
