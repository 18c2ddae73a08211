import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { DomainError } from "@/lib/domain/errors";
import { env } from "@/lib/server/env";
import { clientAddress } from "@/lib/server/http/client-address";
import { log } from "@/lib/server/log";
import { signInWithPassword } from "@/lib/server/use-cases/accounts/sign-in-with-password";
import { signInWithProvider } from "@/lib/server/use-cases/accounts/sign-in-with-provider";
import { identityOf, outsideProviders } from "./outside-providers";
import { SESSION_SECONDS, secureCookies } from "./session";
import { signedIn } from "./user-actor";

/** next-auth's route handler: opens and closes sessions. Everything else reads them with `readSession`. */
export async function nextAuth(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  return await NextAuth(request, context, optionsFor(request));
}

function optionsFor(request: Request): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: secureCookies(),
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    providers: [passwordProvider(), ...outsideProviders()],
    callbacks: {
      signIn: async ({ account, profile }) => {
        if (!account || account.type === "credentials") return true;
        const identity = identityOf(account.provider, account.providerAccountId, profile);
        return (await signInWithProvider(identity)) ? true : "/login?error=NotInvited";
      },
      // The cookie holds whose session it is and which password opened it; names and roles are read fresh.
      jwt: async ({ token, user, account, profile }) => {
        if (!account) return token;
        if (account.type === "credentials") return { sub: user.id, stamp: (user as WithStamp).stamp };
        const identity = identityOf(account.provider, account.providerAccountId, profile);
        const signIn = await signInWithProvider(identity);
        return signIn ? { sub: signIn.userId, stamp: signIn.stamp } : {};
      },
      session: async ({ session, token }) => {
        const { sub: userId, stamp } = token;
        const person = userId && typeof stamp === "string" ? await signedIn({ userId, stamp }) : null;
        return { expires: session.expires, ...(person ? { user: person.user } : {}) };
      },
      redirect: ({ url }) => withinThisSite(url, originOf(request)),
    },
    logger: {
      error: (code, detail) => log().error({ code, detail }, "sign-in failed unexpectedly"),
      warn: (code) => log().warn({ code }, "sign-in warning"),
      debug: () => {},
    },
  };
}

type WithStamp = { id: string; stamp: string };

function passwordProvider() {
  return CredentialsProvider({
    credentials: { email: {}, password: {} },
    authorize: async (given, { headers }): Promise<WithStamp | null> => {
      const address = clientAddress(new Headers(headers as Record<string, string>));
      try {
        const { email = "", password = "" } = given ?? {};
        const signIn = await signInWithPassword(
          { email: String(email), password: String(password) },
          address,
        );
        return signIn && { id: signIn.userId, stamp: signIn.stamp };
      } catch (error) {
        // next-auth hands the message to the sign-in page, and nothing but the message.
        if (error instanceof DomainError) throw new Error(error.message);
        log().error({ err: error }, "sign-in failed unexpectedly");
        throw new Error("Unavailable");
      }
    },
  });
}

/** Where this request's browser sees this server: at APP_URL, or on this machine under another of its names. */
function originOf(request: Request): string {
  const host = request.headers.get("host") ?? "";
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host) ? `http://${host}` : env().APP_URL;
}

function withinThisSite(url: string, origin: string): string {
  const target = URL.canParse(url, origin) ? new URL(url, origin) : new URL(origin);
  return target.origin === origin ? target.href : `${origin}/`;
}
