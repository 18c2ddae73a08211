import type { EmailDocument, EmailNode } from "@/lib/domain/message/email-document";

type Loose = {
  type?: string;
  attrs?: Record<string, unknown>;
  content?: Loose[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
};

/**
 * The editor's document without what says nothing: empty attributes, classes, the link attributes that never differ, and the empty line
 * that the editor keeps at the end to write in. So the same mail is always the same JSON.
 */
export function cleanDocument(json: Loose): EmailDocument {
  const content = (json.content ?? []).map(cleanNode);
  while (content.length > 1 && isEmptyLine(content.at(-1)!)) content.pop();
  return { type: "doc", content };
}

function isEmptyLine({ type, content }: EmailNode): boolean {
  return type === "paragraph" && !content?.length;
}

function cleanNode(node: Loose): EmailNode {
  const attrs = clean(
    node.attrs,
    node.type === "picture" || node.type === "couponCode" || node.type === "variable",
  );
  const marks = node.marks?.map(({ type, attrs: given }) => ({
    type,
    ...(type === "link" ? { attrs: { href: String(given?.href ?? "") } } : {}),
  }));
  return {
    type: node.type ?? "paragraph",
    ...(attrs ? { attrs } : {}),
    ...(node.content ? { content: node.content.map(cleanNode) } : {}),
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(marks && marks.length > 0 ? { marks } : {}),
  };
}

function clean(attrs: Record<string, unknown> | undefined, keepEmpty: boolean): EmailNode["attrs"] {
  const kept = Object.entries(attrs ?? {}).filter(
    ([name, value]) =>
      name !== "class" &&
      (typeof value === "number" ||
        typeof value === "boolean" ||
        (typeof value === "string" && (keepEmpty || value !== ""))),
  );
  return kept.length > 0 ? (Object.fromEntries(kept) as EmailNode["attrs"]) : undefined;
}
