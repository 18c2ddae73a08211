import { ReactNodeViewRenderer } from "@tiptap/react";
import { CartItemsNode } from "@/lib/utils/email-editor/cart-items-node";
import { CouponCodeNode } from "@/lib/utils/email-editor/coupon-code-node";
import { baseKit } from "@/lib/utils/email-editor/extensions";
import { PictureNode } from "@/lib/utils/email-editor/picture-node";
import { VariableNode } from "@/lib/utils/email-editor/variable-node";
import { CartItemsFace } from "./faces/cart-items-face";
import { CouponCodeFace } from "./faces/coupon-code-face";
import { PictureFace } from "./faces/picture-face";
import { VariableFace } from "./faces/variable-face";

/** The document's blocks with their faces in the editor. What they are, the server knows from the same nodes. */
export const EDITOR_EXTENSIONS = [
  baseKit,
  VariableNode.extend({ addNodeView: () => ReactNodeViewRenderer(VariableFace, { as: "span" }) }),
  PictureNode.extend({ addNodeView: () => ReactNodeViewRenderer(PictureFace) }),
  CartItemsNode.extend({ addNodeView: () => ReactNodeViewRenderer(CartItemsFace) }),
  CouponCodeNode.extend({ addNodeView: () => ReactNodeViewRenderer(CouponCodeFace) }),
];
