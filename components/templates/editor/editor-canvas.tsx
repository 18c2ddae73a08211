"use client";

import type { Editor } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { type DragEvent, useEffect, useRef } from "react";
import type { EmailDocument } from "@/lib/domain/message/email-document";
import { moveBlock } from "./block-actions";
import { blockAt } from "./block-at";
import { BLOCK_MIME, BLOCKS } from "./blocks";
import { cleanDocument } from "./clean-document";
import { EDITOR_EXTENSIONS } from "./editor-extensions";
import "./email-paper.css";

/**
 * The mail on its paper. The editor owns the document while it is open; each change is told to `onChange`. Blocks can be dropped from the
 * palette, and moved with Alt and the arrow keys.
 */
export function EditorCanvas({
  document,
  brand,
  readOnly,
  onChange,
  onReady,
}: {
  /** What it begins with; later changes of it are the editor's own. */
  document: EmailDocument;
  /** The brand's colour, of buttons and links */
  brand: string;
  readOnly: boolean;
  onChange: (document: EmailDocument) => void;
  onReady: (editor: Editor) => void;
}) {
  const told = useRef(onChange);
  told.current = onChange;
  const last = useRef(JSON.stringify(document));
  const opened = useRef<Editor | null>(null);
  const editor = useEditor({
    extensions: EDITOR_EXTENSIONS,
    content: document,
    editable: !readOnly,
    immediatelyRender: false,
    editorProps: {
      attributes: { "aria-label": "E-mail", role: "textbox", "aria-multiline": "true" },
      // Here rather than on the element around it: the editor itself moves the selection at an arrow key, and that comes first otherwise.
      handleKeyDown: (_view, event) => opened.current !== null && moveByKey(opened.current, event),
    },
    onUpdate: ({ editor: changed }) => {
      const next = cleanDocument(changed.getJSON());
      const text = JSON.stringify(next);
      // The editor tidies up after itself; that is no change of the mail.
      if (text === last.current) return;
      last.current = text;
      told.current(next);
    },
  });
  const ready = useRef(onReady);
  ready.current = onReady;
  useEffect(() => {
    opened.current = editor;
    if (editor) ready.current(editor);
  }, [editor]);

  const onDrop = (event: DragEvent) => {
    const block = BLOCKS.find(({ key }) => key === event.dataTransfer.getData(BLOCK_MIME));
    if (!editor || !block) return;
    event.preventDefault();
    const found = editor.view.posAtCoords({ left: event.clientX, top: event.clientY });
    const place = editor.state.doc.resolve(found?.pos ?? editor.state.doc.content.size);
    const at =
      place.depth === 0
        ? place.pos
        : lowerHalf(editor, event, place.before(1))
          ? place.after(1)
          : place.before(1);
    editor.chain().insertContentAt(at, block.make()).focus().run();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be put in from the palette by click or key as well
    <div
      className="mail-paper"
      style={{ "--mail-brand": brand } as React.CSSProperties}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(BLOCK_MIME)) event.preventDefault();
      }}
      onDrop={onDrop}
    >
      <EditorContent editor={editor} />
    </div>
  );
}

/** Alt with an arrow key moves the block; at the end of the mail it stays where it is. @returns whether the key was that */
function moveByKey(editor: Editor, event: KeyboardEvent): boolean {
  if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return false;
  const block = blockAt(editor);
  if (block) moveBlock(editor, block, event.key === "ArrowUp" ? -1 : 1);
  return block !== null;
}

function lowerHalf(editor: Editor, event: DragEvent, pos: number): boolean {
  const element = editor.view.nodeDOM(pos);
  if (!(element instanceof HTMLElement)) return true;
  const { top, height } = element.getBoundingClientRect();
  return event.clientY > top + height / 2;
}
