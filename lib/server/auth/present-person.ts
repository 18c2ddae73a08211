import { headers } from "next/headers";
import { readSession } from "./session";
import { type SignedIn, signedIn } from "./user-actor";

/** Who is looking at this page, as its server component sees it; null when nobody is signed in. */
export async function presentPerson(): Promise<SignedIn | null> {
  const session = await readSession(await presentRequest());
  return session && (await signedIn(session));
}

/** The request of the page being rendered, for what reads its cookies. */
export async function presentRequest(): Promise<Request> {
  return new Request("http://page.invalid/", { headers: new Headers(await headers()) });
}
