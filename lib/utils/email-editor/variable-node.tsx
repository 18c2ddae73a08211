import { EmailNode } from "@react-email/editor/core";
import { variableLiquid } from "@/lib/domain/message/variables";

/** A variable inside a line: prints `{{ customer.firstName | default: "there" }}`. */
export const VariableNode = EmailNode.create<Record<string, never>, Record<string, never>>({
  name: "variable",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  addAttributes() {
    return { path: { default: "" }, fallback: { default: "" } };
  },
  parseHTML() {
    return [
      {
        tag: "span[data-variable]",
        getAttrs: (element) => ({
          path: element.getAttribute("data-variable") ?? "",
          fallback: element.getAttribute("data-fallback") ?? "",
        }),
      },
    ];
  },
  renderHTML({ node }) {
    const { path, fallback } = node.attrs as { path: string; fallback: string };
    return ["span", { "data-variable": path, "data-fallback": fallback, class: "node-variable" }, path];
  },
  renderText({ node }) {
    return variableLiquid(String(node.attrs.path), String(node.attrs.fallback ?? ""));
  },
  renderToReactEmail({ node }) {
    return <>{variableLiquid(String(node.attrs?.path ?? ""), String(node.attrs?.fallback ?? ""))}</>;
  },
});
