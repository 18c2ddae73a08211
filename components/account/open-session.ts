import { signIn } from "next-auth/react";
import { signInErrorWords } from "./sign-in-errors";

/** Signs in with a password. @returns what went wrong, in words, or null */
export async function openSession(email: string, password: string): Promise<string | null> {
  const result = await signIn("credentials", { email, password, redirect: false, callbackUrl: "/" }).catch(
    () => undefined,
  );
  if (result?.ok && !result.error) return null;
  if (!result) return "The server cannot be reached. Check the connection and try again.";
  // The server's own sentence comes as it is (how long to wait); codes are put into words.
  return result.error?.includes(" ") ? result.error : (signInErrorWords(result.error ?? "") ?? null);
}
