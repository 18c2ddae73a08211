import type { NodeViewProps } from "@tiptap/react";

/**
 * Selects the node that was clicked. A moment later, not at once: the browser puts its own cursor into the nearest text first, and the
 * editor would follow it there when the node had been selected before.
 */
export function selectNode({ editor, getPos }: Pick<NodeViewProps, "editor" | "getPos">): void {
  setTimeout(() => {
    const pos = getPos();
    if (pos !== undefined && !editor.isDestroyed) editor.chain().setNodeSelection(pos).focus().run();
  }, 20);
}
