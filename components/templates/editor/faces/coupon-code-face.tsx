import type { NodeViewProps } from "@tiptap/react";
import { TEST_CODE } from "@/lib/domain/message/sample-context";
import { BlockFace } from "./block-face";

/** An example of the code that each customer gets their own of. */
export function CouponCodeFace({ node, ...frame }: NodeViewProps) {
  const { caption, showDiscount, showExpiry } = node.attrs as {
    caption: string;
    showDiscount: boolean;
    showExpiry: boolean;
  };
  return (
    <BlockFace {...frame}>
      <p className="mail-tag">Coupon code</p>
      <div className="mail-coupon">
        {caption ? <small>{caption}</small> : null}
        <b>{TEST_CODE}</b>
        {showDiscount ? <span>5% off and free shipping</span> : null}
        {showExpiry ? <small>Valid until Thu 14 May, 21:30</small> : null}
      </div>
    </BlockFace>
  );
}
