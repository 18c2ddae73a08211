"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ArrowDown, ArrowUp, CopyPlus, Trash2 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { duplicateBlock, moveBlock, removeBlock, setBlock } from "./block-actions";
import { type BlockAt, blockAt } from "./block-at";
import { BLOCKS } from "./blocks";
import { BlockFields } from "./fields/block-fields";

/** The settings of the block that is selected, and what can be done with it. */
export function BlockInspector({ editor, disabled }: { editor: Editor | null; disabled: boolean }) {
  const block = useEditorState({
    editor,
    selector: ({ editor: current }) => (current ? blockAt(current) : null),
    equalityFn: sameBlock,
  });
  if (!editor || !block) {
    return (
      <p className="text-muted text-sm">
        Click a block to change it, or drag one from the left. Alt and the arrow keys move it.
      </p>
    );
  }
  const title =
    block.type === "variable" ? "Variable" : (BLOCKS.find(({ key }) => key === block.type)?.label ?? "Block");
  return (
    <section aria-label={`Settings: ${title}`} className="flex flex-col gap-4">
      <header className="flex items-center justify-between gap-2">
        <h2 className="font-semibold text-sm">{title}</h2>
        {block.type === "variable" ? null : (
          <div className="-mr-1.5 flex">
            <IconButton
              label="Move up"
              size="sm"
              disabled={disabled}
              onClick={() => moveBlock(editor, block, -1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              label="Move down"
              size="sm"
              disabled={disabled}
              onClick={() => moveBlock(editor, block, 1)}
            >
              <ArrowDown />
            </IconButton>
            <IconButton
              label="Duplicate"
              size="sm"
              disabled={disabled}
              onClick={() => duplicateBlock(editor, block)}
            >
              <CopyPlus />
            </IconButton>
            <IconButton
              label="Remove"
              size="sm"
              disabled={disabled}
              onClick={() => removeBlock(editor, block)}
            >
              <Trash2 />
            </IconButton>
          </div>
        )}
      </header>
      <BlockFields
        // A field that is being typed in belongs to one block.
        key={`${block.type}:${block.pos}`}
        block={block}
        disabled={disabled}
        onChange={(attrs) => setBlock(editor, block, attrs)}
        onLevel={(level) =>
          level === 0
            ? editor.chain().focus().setParagraph().run()
            : editor.chain().focus().setHeading({ level }).run()
        }
      />
    </section>
  );
}

function sameBlock(a: BlockAt | null, b: BlockAt | null): boolean {
  return (
    a === b ||
    (a !== null &&
      b !== null &&
      a.type === b.type &&
      a.pos === b.pos &&
      a.size === b.size &&
      a.attrs === b.attrs)
  );
}
