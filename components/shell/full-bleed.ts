/** The screens that take all the room there is: the canvas of one flow and what is drawn on it. */
const FULL_BLEED = [/^\/flows\/[0-9a-f-]{36}(?:\/(?:performance|simulate))?$/];

/** Whether the screen at this path draws to its edges, with the navigation folded. */
export function isFullBleed(pathname: string): boolean {
  return FULL_BLEED.some((pattern) => pattern.test(pathname));
}

/** The template editor fills the screen beside the navigation; its parts scroll by themselves. */
export function isTemplateEditor(pathname: string): boolean {
  return /^\/templates\/[^/]+$/.test(pathname);
}
