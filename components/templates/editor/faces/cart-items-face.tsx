import type { NodeViewProps } from "@tiptap/react";
import { ImageIcon } from "lucide-react";
import { useFormats } from "@/components/ui/format-context";
import { formatMoney } from "@/lib/utils/format-money";
import { BlockFace } from "./block-face";

const EXAMPLES = [
  { name: "Linen shirt", quantity: 2, price: 4500 },
  { name: "Canvas tote", quantity: 1, price: 3900 },
];

/** Two example lines of a cart, as the mail will show each customer's own. */
export function CartItemsFace({ node, ...frame }: NodeViewProps) {
  const { showPicture, showPrice, showTotal } = node.attrs as Record<string, boolean>;
  const { currency } = useFormats();
  const total = EXAMPLES.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  return (
    <BlockFace {...frame}>
      <p className="mail-tag">Cart items</p>
      {EXAMPLES.map((item) => (
        <div key={item.name} className="mail-line">
          {showPicture ? (
            <span className="mail-thumb">
              <ImageIcon aria-hidden />
            </span>
          ) : null}
          <span className="mail-line-name">
            <strong>{item.name}</strong>
            <small>
              {item.quantity} ×{showPrice ? ` ${formatMoney(item.price, currency)}` : ""}
            </small>
          </span>
          {showPrice ? <span>{formatMoney(item.price * item.quantity, currency)}</span> : null}
        </div>
      ))}
      {showTotal ? <p className="mail-total">{formatMoney(total, currency)}</p> : null}
    </BlockFace>
  );
}
