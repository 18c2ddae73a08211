"use client";

import type { BlockAt } from "../block-at";
import { ButtonFields } from "./button-fields";
import { CartItemsFields } from "./cart-items-fields";
import { CouponCodeFields } from "./coupon-code-fields";
import { PictureFields } from "./picture-fields";
import { TextFields } from "./text-fields";
import { VariableFields } from "./variable-fields";

export type BlockFieldsProps = {
  attrs: Record<string, unknown>;
  disabled: boolean;
  onChange: (attrs: Record<string, unknown>) => void;
};

/** The settings of one kind of block. */
export function BlockFields({
  block,
  onLevel,
  ...rest
}: Omit<BlockFieldsProps, "attrs"> & { block: BlockAt; onLevel: (level: 0 | 1 | 2 | 3) => void }) {
  const props = { ...rest, attrs: block.attrs };
  switch (block.type) {
    case "paragraph":
    case "heading":
      return (
        <TextFields
          {...props}
          level={block.type === "heading" ? Number(block.attrs.level) : 0}
          onLevel={onLevel}
        />
      );
    case "button":
      return <ButtonFields {...props} />;
    case "picture":
      return <PictureFields {...props} />;
    case "cartItems":
      return <CartItemsFields {...props} />;
    case "couponCode":
      return <CouponCodeFields {...props} />;
    case "variable":
      return <VariableFields {...props} />;
    default:
      return <p className="text-muted text-sm">{HINTS[block.type] ?? "It has no settings of its own."}</p>;
  }
}

const HINTS: Record<string, string> = {
  bulletList: "Enter makes the next point, Tab puts it below the one before.",
  orderedList: "Enter makes the next point, Tab puts it below the one before.",
  twoColumns: "Write in each column. Other blocks can be dropped in.",
  section: "Write in it, or drop other blocks in.",
};
