import type { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";

/** The block that the cursor or the selection stands in, innermost first of those that have settings. */
export type BlockAt = {
  type: string;
  attrs: Record<string, unknown>;
  pos: number;
  depth: number;
  size: number;
};

const WITH_SETTINGS = new Set([
  "variable",
  "picture",
  "cartItems",
  "couponCode",
  "button",
  "heading",
  "paragraph",
  "bulletList",
  "orderedList",
  "blockquote",
  "section",
  "twoColumns",
  "horizontalRule",
]);

/** Where the selection stands; null in an empty place. */
export function blockAt(editor: Editor): BlockAt | null {
  const { selection } = editor.state;
  if (selection instanceof NodeSelection && WITH_SETTINGS.has(selection.node.type.name)) {
    const { node, from, $from } = selection;
    return {
      type: node.type.name,
      attrs: node.attrs,
      pos: from,
      depth: $from.depth + 1,
      size: node.nodeSize,
    };
  }
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (!WITH_SETTINGS.has(node.type.name)) continue;
    // The text of a list, quote or box is settled by what it stands in.
    const parent = depth > 1 ? $from.node(depth - 1).type.name : "doc";
    if (node.type.name === "paragraph" && (parent === "listItem" || parent === "blockquote")) continue;
    return { type: node.type.name, attrs: node.attrs, pos: $from.before(depth), depth, size: node.nodeSize };
  }
  return null;
}
