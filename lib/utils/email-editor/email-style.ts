import type { CSSProperties } from "react";

/** Fonts that mail clients have. */
export const EMAIL_FONT =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

const TEXT: CSSProperties = { margin: "0 0 16px", fontSize: "16px", lineHeight: "24px", color: "#29251f" };
const HEADINGS: Record<number, CSSProperties> = {
  1: { margin: "0 0 16px", fontSize: "28px", lineHeight: "36px", fontWeight: 700, color: "#1d1a16" },
  2: { margin: "8px 0 12px", fontSize: "22px", lineHeight: "30px", fontWeight: 700, color: "#1d1a16" },
  3: { margin: "8px 0 8px", fontSize: "18px", lineHeight: "26px", fontWeight: 600, color: "#1d1a16" },
};
const ALIGNED = new Set(["left", "center", "right"]);

/**
 * The inline style of a node or mark, by its type. One place for the mail that is sent; the editor's style sheet shows the same. The
 * brand's colour is printed when the mail is rendered, so a change of brand needs no new version of each template.
 */
export function emailStyle(
  type: string,
  attrs: Record<string, unknown> = {},
  insideList = false,
): CSSProperties {
  const align = ALIGNED.has(String(attrs.alignment))
    ? { textAlign: attrs.alignment as "left" | "center" | "right" }
    : {};
  switch (type) {
    case "paragraph":
      return { ...TEXT, ...(insideList ? { margin: 0 } : {}), ...align };
    case "heading":
      return { ...(HEADINGS[Number(attrs.level)] ?? HEADINGS[3]), ...align };
    case "bulletList":
    case "orderedList":
      return { margin: "0 0 16px", paddingLeft: "24px", ...TEXT_OF_LISTS };
    case "listItem":
      return { margin: "0 0 4px", ...align };
    case "blockquote":
      return {
        margin: "0 0 16px",
        padding: "4px 0 4px 16px",
        borderLeft: "3px solid #d9d3c7",
        color: "#5b554b",
      };
    case "horizontalRule":
      return { margin: "24px 0", borderTop: "1px solid #e4dfd5" };
    case "section":
      return {
        margin: "0 0 16px",
        padding: "16px 20px 4px",
        backgroundColor: "#f6f3ec",
        borderRadius: "8px",
      };
    case "columnsColumn":
      return { width: "50%", padding: "0 8px", verticalAlign: "top" };
    case "button":
      return {
        margin: "0 0 20px",
        padding: "12px 24px",
        borderRadius: "6px",
        backgroundColor: "{{ shop.color }}",
        color: "#ffffff",
        fontSize: "16px",
        fontWeight: 600,
      };
    case "link":
      return { color: "{{ shop.color }}", textDecorationLine: "underline" };
    default:
      return {};
  }
}

const TEXT_OF_LISTS: CSSProperties = { fontSize: "16px", lineHeight: "24px", color: "#29251f" };
