/** What next-auth puts into `?error=`, in words. Anything else may come from a link that somebody made up, so it is never shown. */
const WORDS: Record<string, string> = {
  CredentialsSignin: "The e-mail address or the password is wrong.",
  Unavailable:
    "Signing in does not work right now, because the server cannot reach its database. Try again in a moment.",
  NotInvited:
    "There is no account for this address. Ask an owner or admin of your workspace for an invitation.",
  AccessDenied: "The provider did not let you in. Try again, or sign in with a password.",
  OAuthSignin: "The provider could not be reached. Try again, or sign in with a password.",
  OAuthCallback: "The provider did not finish signing you in. Try again.",
  Callback: "The provider did not finish signing you in. Try again.",
  SessionRequired: "Sign in to see this page.",
  Configuration: "Signing in is not set up rightly on this server. Look into its log.",
};

/** The sentence for a code in the address of the sign-in page; undefined without one. */
export function signInErrorWords(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (WORDS[code] ?? "Signing in did not work. Try again.");
}
