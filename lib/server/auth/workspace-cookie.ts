import { secureCookies } from "./session";

/** Remembers in which of their workspaces a person works. */
export const WORKSPACE_COOKIE = "cartograph-workspace";

/** The Set-Cookie line that chooses a workspace. Only members of it get in, whatever the cookie says. */
export function workspaceCookie(workspaceId: string): string {
  const secure = secureCookies() ? "; Secure" : "";
  return `${WORKSPACE_COOKIE}=${workspaceId}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`;
}
