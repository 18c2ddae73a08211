import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import { TEMPLATE_VARIABLES } from "@/lib/domain/message/variables";
import { selectNode } from "./select-node";

/** A variable in a line: what it stands for, and what is said when it is empty. */
export function VariableFace({ node, selected, editor, getPos }: NodeViewProps) {
  const path = String(node.attrs.path);
  const fallback = String(node.attrs.fallback ?? "");
  const known = TEMPLATE_VARIABLES.find((variable) => variable.path === path);
  return (
    <NodeViewWrapper
      as="span"
      className="mail-variable"
      data-selected={selected || undefined}
      onClick={() => selectNode({ editor, getPos })}
      title={`{{ ${path} }}${fallback ? `, or “${fallback}” when it is empty` : ""}`}
    >
      {known?.label ?? (path || "Variable")}
    </NodeViewWrapper>
  );
}
