import { z } from "zod";

const issue = z.object({ path: z.string().default(""), message: z.string(), fix: z.string().optional() });
const problem = z.looseObject({
  title: z.string().optional(),
  detail: z.string().optional(),
  code: z.string().optional(),
  errors: z.array(issue).catch([]).default([]),
});

export type ApiIssue = z.output<typeof issue>;

/** What the server refused, or that it could not be reached (status 0, code "offline"). Its message is for a person. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly ApiIssue[];
  /** Further members of the problem, such as the current revision of a conflict. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, body: unknown) {
    const parsed = problem.safeParse(body);
    const { title, detail, code, errors, ...extra } = parsed.success ? parsed.data : { errors: [] };
    super(detail ?? title ?? fallback(status));
    this.name = "ApiError";
    this.status = status;
    this.code = code ?? (status === 0 ? "offline" : "unknown");
    this.title = title ?? fallback(status);
    this.detail = detail ?? "";
    this.errors = errors;
    this.extra = extra;
  }
}

function fallback(status: number): string {
  if (status === 0) return "The server cannot be reached. Check the connection and try again.";
  if (status >= 500) return "The server could not answer this. Try again in a moment.";
  return `The server refused this (${status}).`;
}
