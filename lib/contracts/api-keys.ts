import { z } from "zod";
import { CLIENT_CALLS, KEY_SCOPES } from "@/lib/domain/access/permissions";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "API keys";

const apiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: z.enum(KEY_SCOPES),
  /** Of a client key: the origins of the pages that may use it, and what it may do beyond checking codes. */
  origins: z.array(z.string()),
  calls: z.array(z.enum(CLIENT_CALLS)),
  /** The beginning of the key, to tell keys apart. */
  prefix: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** At most a minute behind. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

export const listApiKeysContract = contract({
  method: "GET",
  path: "/api/v1/api-keys",
  summary: "List API keys, those in use first",
  tag: TAG,
  access: "read",
  query: pageQuery,
  response: pageOf(apiKey),
});

/** https://shop.example: what a browser calls the page it stands in, without a path. */
const pageOrigin = z
  .string()
  .trim()
  .toLowerCase()
  .max(255)
  .transform((text) => text.replace(/\/+$/, ""))
  .refine(
    (text) => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text,
    "Write an origin without a path, such as https://shop.example.",
  );

/** What a new key is to be. */
export const newApiKey = z
  .strictObject({
    name: z.string().trim().min(1, "Name the key after what uses it.").max(120),
    /** write: sending events and customers only. read: reading everything. admin: everything. client: a shop's pages. */
    scope: z.enum(KEY_SCOPES),
    origins: z.array(pageOrigin).max(20, "At most 20 origins.").optional(),
    calls: z.array(z.enum(CLIENT_CALLS)).max(CLIENT_CALLS.length).optional(),
  })
  .superRefine(({ scope, origins = [], calls = [] }, context) => {
    if (scope === "client" && origins.length === 0)
      context.addIssue({
        code: "custom",
        path: ["origins"],
        message: "Name the origin of the shop's pages, such as https://shop.example.",
      });
    if (scope !== "client" && origins.length + calls.length > 0)
      context.addIssue({
        code: "custom",
        path: [origins.length > 0 ? "origins" : "calls"],
        message: "Only a key with the scope client has origins and calls.",
      });
  });

export const createApiKeyContract = contract({
  method: "POST",
  path: "/api/v1/api-keys",
  summary: "Make an API key",
  description:
    "The answer is the only time its secret is shown. Nobody makes a key that may do more than themselves.",
  tag: TAG,
  access: "api-keys:write",
  body: newApiKey,
  response: apiKey.extend({ secret: z.string() }),
  status: 201,
  secretAnswer: true,
});

export const revokeApiKeyContract = contract({
  method: "DELETE",
  path: "/api/v1/api-keys/{id}",
  summary: "Revoke an API key for good",
  description: "Calls with it are refused after five seconds at most.",
  tag: TAG,
  access: "api-keys:write",
  params: z.object({ id: z.uuid() }),
  response: z.undefined(),
  status: 204,
});

export const apiKeyContracts = [listApiKeysContract, createApiKeyContract, revokeApiKeyContract];
