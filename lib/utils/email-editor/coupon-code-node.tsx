import { EmailNode } from "@react-email/editor/core";

/** The customer's newest code, its discount in words and until when it is valid. Prints nothing for a run without a code. */
export const CouponCodeNode = EmailNode.create<Record<string, never>, Record<string, never>>({
  name: "couponCode",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      caption: { default: "Your code" },
      showDiscount: { default: true },
      showExpiry: { default: true },
    };
  },
  parseHTML() {
    return [{ tag: "div[data-type=coupon-code]" }];
  },
  renderHTML() {
    return ["div", { "data-type": "coupon-code", class: "node-coupon-code" }, "Coupon code"];
  },
  renderToReactEmail({ node }) {
    const { caption = "Your code", showDiscount = true, showExpiry = true } = node.attrs ?? {};
    const line = { margin: "0 0 6px", fontSize: "14px", lineHeight: "20px", color: "#6b6458" };
    return (
      <>
        {"{% if voucher %}"}
        <table
          role="presentation"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          style={{ margin: "0 0 20px" }}
        >
          <tbody>
            <tr>
              <td
                className="cg-coupon"
                align="center"
                style={{
                  padding: "20px",
                  border: "2px dashed {{ shop.color }}",
                  borderRadius: "8px",
                  textAlign: "center",
                }}
              >
                {caption ? (
                  <p className="cg-muted" style={line}>
                    {String(caption)}
                  </p>
                ) : null}
                <p
                  style={{
                    margin: "0 0 6px",
                    fontSize: "24px",
                    lineHeight: "32px",
                    fontWeight: 700,
                    letterSpacing: "2px",
                    color: "#1d1a16",
                    fontFamily: "Menlo, Consolas, monospace",
                  }}
                >
                  {"{{ voucher.code }}"}
                </p>
                {showDiscount ? (
                  <p style={{ ...line, fontSize: "16px", color: "#29251f" }}>{"{{ voucher.discount }}"}</p>
                ) : null}
                {showExpiry ? (
                  <>
                    {"{% if voucher.expiresAt %}"}
                    <p className="cg-muted" style={{ ...line, margin: 0 }}>
                      {'Valid until {{ voucher.expiresAt | date: "moment" }}'}
                    </p>
                    {"{% endif %}"}
                  </>
                ) : null}
              </td>
            </tr>
          </tbody>
        </table>
        {"{% endif %}"}
      </>
    );
  },
});
