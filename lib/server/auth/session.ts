import { decode } from "next-auth/jwt";
import { env } from "@/lib/server/env";
import { readCookie } from "@/lib/server/http/read-cookie";

/** A session ends 30 days after signing in. */
export const SESSION_SECONDS = 30 * 86_400;

/** Whom a session cookie names, and the password stamp it was opened with. Not yet checked against the database. */
export type Session = { userId: string; stamp: string };

/** Whether cookies are sent over https only: when this server's own address is https. */
export function secureCookies(): boolean {
  return env().APP_URL.startsWith("https://");
}

/** The name of next-auth's session cookie. */
export function sessionCookieName(): string {
  return `${secureCookies() ? "__Secure-" : ""}next-auth.session-token`;
}

/** The session of a request; null when there is none, or it was changed or has run out. */
export async function readSession(request: Request): Promise<Session | null> {
  const token = readCookie(request, sessionCookieName());
  if (!token) return null;
  const content = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (typeof content?.sub !== "string" || typeof content.stamp !== "string") return null;
  return { userId: content.sub, stamp: content.stamp };
}
