import { EmailNode } from "@react-email/editor/core";
import type { CSSProperties } from "react";
import { Img, Link } from "react-email";

const NAME: CSSProperties = {
  fontSize: "16px",
  lineHeight: "22px",
  color: "#1d1a16",
  fontWeight: 600,
  textDecoration: "none",
};
const SMALL: CSSProperties = { fontSize: "14px", lineHeight: "20px", color: "#6b6458", margin: 0 };
const PRICE: CSSProperties = {
  fontSize: "16px",
  lineHeight: "22px",
  color: "#1d1a16",
  margin: 0,
  whiteSpace: "nowrap",
};

/** The cart, line by line: a loop over `cart.items` when the mail is rendered. */
export const CartItemsNode = EmailNode.create<Record<string, never>, Record<string, never>>({
  name: "cartItems",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      showPicture: { default: true },
      showPrice: { default: true },
      showTotal: { default: true },
    };
  },
  parseHTML() {
    return [{ tag: "div[data-type=cart-items]" }];
  },
  renderHTML() {
    return ["div", { "data-type": "cart-items", class: "node-cart-items" }, "Cart items"];
  },
  renderToReactEmail({ node }) {
    const { showPicture = true, showPrice = true, showTotal = true } = node.attrs ?? {};
    // Each line is a table of its own: Liquid between the rows of one table would be moved out of it by HTML parsers.
    return (
      <div style={{ margin: "0 0 20px" }}>
        {"{% for item in cart.items %}"}
        <table
          role="presentation"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          className="cg-line"
          style={{ borderBottom: "1px solid #e4dfd5" }}
        >
          <tbody>
            <tr>
              {showPicture ? (
                <td width={80} style={{ width: "80px", padding: "12px 16px 12px 0", verticalAlign: "top" }}>
                  {"{% if item.imageUrl %}"}
                  <Img
                    src="{{ item.imageUrl }}"
                    alt=""
                    width={64}
                    height={64}
                    style={{
                      width: "64px",
                      height: "64px",
                      borderRadius: "6px",
                      objectFit: "cover",
                      display: "block",
                    }}
                  />
                  {"{% endif %}"}
                </td>
              ) : null}
              <td style={{ padding: "12px 0", verticalAlign: "top" }}>
                {"{% if item.url %}"}
                <Link href="{{ item.url }}" className="cg-name" style={NAME}>
                  {"{{ item.name }}"}
                </Link>
                {"{% else %}"}
                <span style={NAME}>{"{{ item.name }}"}</span>
                {"{% endif %}"}
                <p className="cg-muted" style={SMALL}>
                  {"{{ item.quantity }}"}
                  {showPrice ? " × {{ item.price | money: cart.currency }}" : " ×"}
                </p>
              </td>
              {showPrice ? (
                <td
                  align="right"
                  style={{ padding: "12px 0 12px 12px", verticalAlign: "top", textAlign: "right" }}
                >
                  <p style={PRICE}>{"{{ item.price | times: item.quantity | money: cart.currency }}"}</p>
                </td>
              ) : null}
            </tr>
          </tbody>
        </table>
        {"{% endfor %}"}
        {showTotal ? (
          <>
            {"{% if cart %}"}
            <p style={{ ...PRICE, margin: "12px 0 0", textAlign: "right", fontWeight: 700 }}>
              {"{{ cart.total | money: cart.currency }}"}
            </p>
            {"{% endif %}"}
          </>
        ) : null}
      </div>
    );
  },
});
