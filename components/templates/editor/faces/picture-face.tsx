import type { NodeViewProps } from "@tiptap/react";
import { ImageIcon } from "lucide-react";
import { BlockFace } from "./block-face";

/** The picture itself, or the room where it will be. */
export function PictureFace({ node, ...frame }: NodeViewProps) {
  const { src, alt, width, alignment } = node.attrs as Record<string, string | number>;
  const shown = /^https?:\/\//.test(String(src));
  return (
    <BlockFace {...frame}>
      <div style={{ textAlign: alignment === "left" || alignment === "right" ? alignment : "center" }}>
        {shown ? (
          // biome-ignore lint/performance/noImgElement: a picture of somebody's mail, from any address
          <img
            src={String(src)}
            alt={String(alt)}
            style={{
              display: "inline-block",
              width: "100%",
              maxWidth: `${Number(width) || 552}px`,
              borderRadius: 6,
            }}
          />
        ) : (
          <div className="mail-placeholder">
            <ImageIcon aria-hidden />
            {src ? String(src) : "Picture: give it an address on the right"}
          </div>
        )}
      </div>
    </BlockFace>
  );
}
