import type { Editor } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { NodeSelection, Selection } from "@tiptap/pm/state";
import type { EmailNode } from "@/lib/domain/message/email-document";
import type { BlockAt } from "./block-at";

/** Puts a block below the one that the selection stands in, and selects it. In an empty paragraph it takes its place. */
export function insertBlock(editor: Editor, node: EmailNode): void {
  const { $from } = editor.state.selection;
  const top = $from.depth === 0 ? null : $from.node(1);
  const empty = top?.type.name === "paragraph" && top.content.size === 0;
  const at = $from.depth === 0 ? editor.state.selection.to : empty ? $from.before(1) : $from.after(1);
  const range = empty ? { from: at, to: at + (top?.nodeSize ?? 0) } : at;
  asOneChange(editor);
  editor.chain().insertContentAt(range, node).run();
  selectAt(editor, at);
}

/** Moves a block past its neighbour. @returns whether there was one */
export function moveBlock(editor: Editor, block: BlockAt, direction: -1 | 1): boolean {
  const { state, view } = editor;
  const node = state.doc.nodeAt(block.pos);
  const place = state.doc.resolve(block.pos);
  const sibling = place.parent.maybeChild(place.index() + direction);
  if (!node || !sibling) return false;
  const target = direction === -1 ? block.pos - sibling.nodeSize : block.pos + sibling.nodeSize;
  view.dispatch(
    closeHistory(state.tr)
      .delete(block.pos, block.pos + node.nodeSize)
      .insert(target, node)
      .scrollIntoView(),
  );
  selectAt(editor, target);
  return true;
}

/** Puts a copy of a block below it. */
export function duplicateBlock(editor: Editor, block: BlockAt): void {
  const node = editor.state.doc.nodeAt(block.pos);
  if (!node) return;
  const below = block.pos + node.nodeSize;
  editor.view.dispatch(closeHistory(editor.state.tr).insert(below, node.copy(node.content)).scrollIntoView());
  selectAt(editor, below);
}

/** Takes a block out. The last one leaves an empty paragraph. */
export function removeBlock(editor: Editor, block: BlockAt): void {
  asOneChange(editor);
  editor
    .chain()
    .focus()
    .deleteRange({ from: block.pos, to: block.pos + block.size })
    .run();
}

/** Changes a block's settings and leaves the selection on it. */
export function setBlock(editor: Editor, block: BlockAt, attrs: Record<string, unknown>): void {
  const node = editor.state.doc.nodeAt(block.pos);
  if (!node) return;
  const transaction = editor.state.tr.setNodeMarkup(block.pos, undefined, { ...node.attrs, ...attrs });
  const kept = editor.state.selection;
  if (kept instanceof NodeSelection)
    transaction.setSelection(NodeSelection.create(transaction.doc, block.pos));
  editor.view.dispatch(transaction);
}

/** Selects the top-level block with this index, and brings it into sight. */
export function selectTopBlock(editor: Editor, index: number): void {
  let pos = 0;
  for (let at = 0; at < index && at < editor.state.doc.childCount; at++)
    pos += editor.state.doc.child(at).nodeSize;
  if (index < editor.state.doc.childCount) selectAt(editor, pos);
}

/** What comes next is undone by itself, however soon after the change before it. */
function asOneChange(editor: Editor): void {
  editor.view.dispatch(closeHistory(editor.state.tr));
}

// In the next frame: a block drawn by React has no place in the page before, and the browser would put the selection elsewhere.
function selectAt(editor: Editor, pos: number): void {
  requestAnimationFrame(() => {
    if (editor.isDestroyed) return;
    // Getting the focus changes the state, so it is read after that.
    editor.view.focus();
    const { doc, tr } = editor.state;
    const node = doc.nodeAt(pos);
    if (!node) return;
    const selection = node.isAtom ? NodeSelection.create(doc, pos) : Selection.near(doc.resolve(pos + 1));
    editor.view.dispatch(closeHistory(tr.setSelection(selection).scrollIntoView()));
  });
}
