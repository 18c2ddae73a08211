/**
 * Where to go after signing in: a path on this very site, as asked for, else `fallback`. Addresses of other sites, also in the
 * disguises that browsers understand (`//evil.example`, `/\evil.example`), count for nothing.
 */
export function safePath(path: string | null | undefined, fallback = "/flows"): string {
  if (!path?.startsWith("/") || /^\/[/\\]/.test(path)) return fallback;
  // Browsers drop control characters before they look at the rest.
  if ([...path].some((character) => character < " ")) return fallback;
  return /^\/(?:login|setup)(?:[/?#]|$)/.test(path) ? fallback : path;
}
