import type { z } from "zod";
import type { Permission } from "@/lib/domain/access/permissions";

/** The promise of one HTTP route: what it takes, what it answers, and who may call it. OpenAPI is generated from these. */
export type Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** In OpenAPI's form: /api/v1/flows/{id} */
  path: `/${string}`;
  summary: string;
  tag: string;
  /** "public" needs no sign-in; "signed-in" any member; otherwise the permission it needs. */
  access: Permission | "public" | "signed-in";
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  /** 200 unless said otherwise. */
  status?: 200 | 201 | 202 | 204;
  /** Bytes; 1 MB unless said otherwise. */
  maxBody?: number;
  /** What an answer of text is; an event stream unless said otherwise. */
  textType?: "text/csv";
  /** What a body is when not JSON. form: read as fields. file: multipart or as it is, left to the use-case, which reads it as it arrives. */
  bodyType?: "form" | "file";
  /** The answer holds something shown once: it is never kept, so a retry with the same Idempotency-Key does not get it. */
  secretAnswer?: true;
  /** For the reference: when to call it, and what follows from it. */
  description?: string;
  /** The use-case looks for text that cannot be stored in each part of the body by itself; otherwise the whole request is refused. */
  anyText?: boolean;
};

/** Keeps the exact types of the parts of a contract. */
export function contract<
  Response extends z.ZodType,
  Params extends z.ZodType = z.ZodType<Record<string, never>>,
  Query extends z.ZodType = z.ZodType<Record<string, never>>,
  Body extends z.ZodType = z.ZodType<undefined>,
>(definition: Contract<Params, Query, Body, Response>): Contract<Params, Query, Body, Response> {
  return definition;
}

/** What a caller sends to a contract. */
export type BodyOf<C> = C extends Contract<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
/** What a caller gets from a contract. */
export type ResponseOf<C> =
  C extends Contract<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
