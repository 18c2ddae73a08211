"use client";

import type { Editor } from "@tiptap/core";
import { Tooltip } from "@/components/ui/tooltip";
import { insertBlock } from "./block-actions";
import { BLOCK_MIME, BLOCKS } from "./blocks";

/** The blocks, to drag onto the mail, or to put below the one that is selected with a click or Enter. */
export function BlockPalette({ editor, disabled }: { editor: Editor | null; disabled: boolean }) {
  return (
    <nav aria-label="Blocks" className="flex flex-col gap-1">
      <h2 className="px-2 pb-1 font-medium text-muted text-xs">Blocks</h2>
      {BLOCKS.map((block) => (
        <Tooltip key={block.key} content={block.hint} side="right">
          <button
            type="button"
            disabled={disabled || !editor}
            draggable={!disabled}
            onDragStart={(event) => {
              event.dataTransfer.setData(BLOCK_MIME, block.key);
              event.dataTransfer.effectAllowed = "copy";
            }}
            onClick={() => editor && insertBlock(editor, block.make())}
            className="flex h-8 cursor-grab items-center gap-2.5 rounded-md px-2 text-left text-sm hover:bg-hover active:cursor-grabbing disabled:cursor-default disabled:opacity-50"
          >
            <block.icon className="size-4 shrink-0 text-muted" aria-hidden />
            {block.label}
          </button>
        </Tooltip>
      ))}
    </nav>
  );
}
