/** Remembers whether the navigation is folded; the server reads it, so that nothing moves while loading. */
export const NAV_COOKIE = "cartograph-nav";
