import { type NextRequest, NextResponse } from "next/server";

const SESSION_COOKIES = ["next-auth.session-token", "__Secure-next-auth.session-token"];

/**
 * Sends people who are not signed in from the screens to the sign-in page. A convenience and nothing more: what they may see and do is
 * decided by each use-case.
 */
export function proxy(request: NextRequest): NextResponse {
  if (SESSION_COOKIES.some((name) => request.cookies.has(name))) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const login = new URL("/login", request.url);
  if (pathname !== "/") login.searchParams.set("next", pathname + search);
  return NextResponse.redirect(login);
}

export const config = {
  matcher: [
    "/",
    "/automations/:path*",
    "/campaigns/:path*",
    "/customers/:path*",
    "/distributions/:path*",
    "/events/:path*",
    "/exports/:path*",
    "/flows/:path*",
    "/messages/:path*",
    "/reports/:path*",
    "/reviews/:path*",
    "/segments/:path*",
    "/settings/:path*",
    "/templates/:path*",
  ],
};
