const WORD = /^[a-z][a-zA-Z_.-]{0,30}$|^v\d$/;
const ID = /^(?:[a-z]+_)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/;

/** The path of a request as it may be logged: its words and our own ids. Anything else may be a token, a code or an address, and is a star. */
export function loggedPath(request: Request): string {
  return new URL(request.url).pathname
    .split("/")
    .map((part) => (part === "" || WORD.test(part) || ID.test(part) ? part : "*"))
    .join("/");
}
