import { StarterKit } from "@react-email/editor/extensions";
import { CartItemsNode } from "./cart-items-node";
import { CouponCodeNode } from "./coupon-code-node";
import { PictureNode } from "./picture-node";
import { VariableNode } from "./variable-node";

/** Our own blocks, as the server renders them. The editor adds their faces. */
export const OWN_NODES = [VariableNode, PictureNode, CartItemsNode, CouponCodeNode];

/**
 * The blocks of React Email that our documents use. Free style and class attributes, nested tables and code are left out: the
 * document stays small and says what is meant, and every mail looks like the brand.
 */
export const baseKit = StarterKit.configure({
  TrailingNode: { node: "paragraph", appendTo: "doc" },
  Heading: { levels: [1, 2, 3] },
  MaxNesting: { maxDepth: 6 },
  // The palette and the settings work on what is selected, so the selection stays when the focus moves to them.
  FocusScopes: { clearSelectionOnBlur: false },
  Container: false,
  StyleAttribute: false,
  ClassAttribute: false,
  Div: false,
  Table: false,
  TableRow: false,
  TableCell: false,
  TableHeader: false,
  CodeBlockPrism: false,
  Code: false,
  Sup: false,
  Uppercase: false,
  PreservedStyle: false,
  PreviewText: false,
  Body: false,
  GlobalContent: false,
  ThreeColumns: false,
  FourColumns: false,
});
