import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import type { ReactNode } from "react";
import { selectNode } from "./select-node";

/** The frame of a block that is not written in: a click anywhere on it selects it. */
export function BlockFace({
  editor,
  getPos,
  selected,
  children,
}: Pick<NodeViewProps, "editor" | "getPos" | "selected"> & { children: ReactNode }) {
  return (
    <NodeViewWrapper
      className="mail-block"
      data-selected={selected || undefined}
      data-drag-handle=""
      onClick={() => selectNode({ editor, getPos })}
    >
      {children}
    </NodeViewWrapper>
  );
}
