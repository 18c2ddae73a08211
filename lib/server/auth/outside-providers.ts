import GithubProvider, { type GithubProfile } from "next-auth/providers/github";
import GoogleProvider, { type GoogleProfile } from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import type { OAuthUserConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { env } from "@/lib/server/env";
import type { OutsideIdentity } from "@/lib/server/use-cases/accounts/sign-in-with-provider";

export type OutsideProvider = { id: "google" | "github"; name: string };

/** The outside providers that this installation's settings name, for the sign-in page. */
export function configuredProviders(): OutsideProvider[] {
  const settings = env();
  const google = settings.GOOGLE_CLIENT_ID && settings.GOOGLE_CLIENT_SECRET;
  const github = settings.GITHUB_CLIENT_ID && settings.GITHUB_CLIENT_SECRET;
  return [
    ...(google ? [{ id: "google" as const, name: "Google" }] : []),
    ...(github ? [{ id: "github" as const, name: "GitHub" }] : []),
  ];
}

/** The same for next-auth. */
export function outsideProviders(): Provider[] {
  const settings = env();
  return configuredProviders().map(({ id }) =>
    id === "google"
      ? GoogleProvider<GoogleProfile>({
          clientId: settings.GOOGLE_CLIENT_ID ?? "",
          clientSecret: settings.GOOGLE_CLIENT_SECRET ?? "",
        })
      : GithubProvider<GithubProfile>({
          clientId: settings.GITHUB_CLIENT_ID ?? "",
          clientSecret: settings.GITHUB_CLIENT_SECRET ?? "",
          userinfo: { url: "https://api.github.com/user", request: readGithubProfile },
        }),
  );
}

const claims = z.looseObject({
  email: z.string().nullish(),
  email_verified: z.boolean().optional(),
  name: z.string().nullish(),
});

/** What a provider says, in our words. An address counts as verified only when the provider says so. */
export function identityOf(provider: string, accountId: string, profile: unknown): OutsideIdentity {
  const { email, email_verified, name } = claims.catch({}).parse(profile);
  return {
    provider,
    accountId,
    email: email ?? null,
    emailVerified: email_verified === true,
    name: name ?? null,
  };
}

type Userinfo = NonNullable<OAuthUserConfig<GithubProfile>["userinfo"]>;
type UserinfoRequest = NonNullable<Exclude<Userinfo, string>["request"]>;

const emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

// GitHub's profile may show an address that was never verified, so the primary one is asked for together with its state.
const readGithubProfile: UserinfoRequest = async ({ client, tokens }) => {
  const token = tokens.access_token ?? "";
  const profile = await client.userinfo(token);
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
    signal: AbortSignal.timeout(10_000),
  });
  const list = response.ok ? emails.catch([]).parse(await response.json()) : [];
  const primary = list.find(({ primary }) => primary);
  return { ...profile, email: primary?.email, email_verified: primary?.verified === true };
};
