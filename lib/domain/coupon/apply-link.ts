/** The parameter that the shop reads a code from, unless it is set otherwise. */
export const COUPON_PARAMETER = "wsscd_code";

/** Where a code is applied by itself: `https://shop.example/shop/?wsscd_code=CODE`. Empty when no shop address is known. `base` keeps its own parameters. */
export function applyLink(base: string, parameter: string, code: string): string {
  if (base === "" || !URL.canParse(base)) return "";
  const url = new URL(base);
  // Not searchParams.set: it would write the whole query anew, and a space as "+".
  const name = encodeURIComponent(parameter || COUPON_PARAMETER);
  const kept = url.search
    .slice(1)
    .split("&")
    .filter((part) => part !== "" && part.split("=")[0] !== name);
  url.search = [...kept, `${name}=${encodeURIComponent(code)}`].join("&");
  return url.href;
}
