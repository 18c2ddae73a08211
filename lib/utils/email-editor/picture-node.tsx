import { EmailNode } from "@react-email/editor/core";
import { Img, Link, Section } from "react-email";

/** A picture from an address, at most as wide as the mail, optionally a link. */
export const PictureNode = EmailNode.create<Record<string, never>, Record<string, never>>({
  name: "picture",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      src: { default: "" },
      alt: { default: "" },
      width: { default: 552 },
      href: { default: "" },
      alignment: { default: "center" },
    };
  },
  parseHTML() {
    return [
      {
        tag: "img[src]",
        getAttrs: (element) => ({ src: element.getAttribute("src"), alt: element.getAttribute("alt") ?? "" }),
      },
    ];
  },
  renderHTML({ node }) {
    return ["img", { src: String(node.attrs.src), alt: String(node.attrs.alt), class: "node-picture" }];
  },
  renderToReactEmail({ node }) {
    const { src, alt, width, href, alignment } = (node.attrs ?? {}) as Record<string, string | number>;
    if (!src) return null;
    const pixels = Math.min(Math.max(Number(width) || 552, 16), 600);
    const image = (
      <Img
        src={String(src)}
        alt={String(alt ?? "")}
        width={pixels}
        style={{
          display: "inline-block",
          width: "100%",
          maxWidth: `${pixels}px`,
          height: "auto",
          border: 0,
          borderRadius: "6px",
        }}
      />
    );
    return (
      <Section style={{ margin: "0 0 16px" }}>
        <div style={{ textAlign: alignment === "left" || alignment === "right" ? alignment : "center" }}>
          {href ? <Link href={String(href)}>{image}</Link> : image}
        </div>
      </Section>
    );
  },
});
