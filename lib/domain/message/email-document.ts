import { z } from "zod";

/** A node of the visual editor's document: a block, an inline piece, or text with marks. */
export type EmailNode = {
  type: string;
  attrs?: Record<string, string | number | boolean | null>;
  content?: EmailNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, string | number | boolean | null> }[];
};

/** What the visual e-mail editor holds. */
export type EmailDocument = { type: "doc"; content: EmailNode[] };

/** Blocks and inline nodes the editor knows; anything else in a document is refused. */
export const EMAIL_NODE_TYPES = [
  "paragraph",
  "heading",
  "text",
  "hardBreak",
  "variable",
  "bulletList",
  "orderedList",
  "listItem",
  "blockquote",
  "horizontalRule",
  "button",
  "picture",
  "section",
  "twoColumns",
  "columnsColumn",
  "cartItems",
  "couponCode",
] as const;
export const EMAIL_MARK_TYPES = ["bold", "italic", "underline", "strike", "link"] as const;

const MAX_DEPTH = 12;
const MAX_NODES = 3000;

const attribute = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
const attributes = z.record(z.string().max(60), attribute);

const node: z.ZodType<EmailNode> = z.lazy(() =>
  z.object({
    type: z.enum(EMAIL_NODE_TYPES, "This kind of block is not known."),
    attrs: attributes.optional(),
    content: z.array(node).max(MAX_NODES).optional(),
    text: z.string().max(20_000).optional(),
    marks: z
      .array(
        z.object({
          type: z.enum(EMAIL_MARK_TYPES, "This kind of formatting is not known."),
          attrs: attributes.optional(),
        }),
      )
      .max(10)
      .optional(),
  }),
);

/** Any document the editor may save, finished or not. Deep or endless ones are refused before they are walked. */
export const emailDocument: z.ZodType<EmailDocument> = z
  .custom<unknown>(
    (value) => shallowEnough(value),
    "The document is nested too deeply or holds too many blocks.",
  )
  .pipe(
    z.object({ type: z.literal("doc"), content: z.array(node).max(MAX_NODES) }),
  ) as z.ZodType<EmailDocument>;

/** Calls `visit` for every node, outermost first, with the index of the top-level block it belongs to. */
export function walkDocument(document: EmailDocument, visit: (node: EmailNode, block: number) => void): void {
  const step = (current: EmailNode, block: number) => {
    visit(current, block);
    for (const child of current.content ?? []) step(child, block);
  };
  document.content.forEach(step);
}

function shallowEnough(value: unknown): boolean {
  let nodes = 0;
  const within = (current: unknown, depth: number): boolean => {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) return false;
    const content = (current as { content?: unknown } | null)?.content;
    return !Array.isArray(content) || content.every((child) => within(child, depth + 1));
  };
  return within(value, 0);
}
