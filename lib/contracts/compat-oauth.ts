import { z } from "zod";
import { nothing } from "./compat-shared";
import { contract } from "./contract";

const common = {
  method: "POST",
  tag: "Compatible coupon API",
  access: "signed-in",
  params: nothing,
  query: nothing,
  bodyType: "form",
} as const;
const tokenBody = z.looseObject({ token: z.string().min(1, "Send the token.").max(500) });

export const oauthTokenContract = contract({
  ...common,
  path: "/v1/oauth/token",
  summary: "Get a token that stands for an API key for a quarter of an hour",
  body: z.looseObject({ grant_type: z.string().max(100).optional(), scope: z.string().max(500).optional() }),
  response: z.looseObject({ access_token: z.string(), expires_in: z.number() }),
  secretAnswer: true,
});

export const oauthIntrospectContract = contract({
  ...common,
  path: "/v1/oauth/introspect",
  summary: "Ask whether a token counts",
  body: tokenBody,
  response: z.looseObject({ active: z.boolean() }),
});

export const oauthRevokeContract = contract({
  ...common,
  path: "/v1/oauth/token/revoke",
  summary: "End a token",
  body: tokenBody,
  response: z.undefined(),
  status: 204,
});

export const compatOauthContracts = [oauthTokenContract, oauthIntrospectContract, oauthRevokeContract];
