import type { ReactNode } from "react";
import { Body, Container, Head, Html, Link, Section } from "react-email";
import { EMAIL_FONT } from "@/lib/utils/email-editor/email-style";

// Clients that turn colours over on their own get told that we do it ourselves.
const DARK = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.cg-body,.cg-body>table>tbody>tr>td{background-color:#14181d!important}
.cg-card{background-color:#1c2229!important}
.cg-card h1,.cg-card h2,.cg-card h3,.cg-card p,.cg-card li,.cg-card span,.cg-card blockquote{color:#ece8e1!important}
.cg-card a.cg-name{color:#ece8e1!important}
.cg-card [style*='#f6f3ec']{background-color:#262d35!important}
.cg-card .cg-muted,.cg-footer p,.cg-footer a{color:#a8a194!important}
.cg-card .cg-line,.cg-card hr{border-color:#39414b!important}
.cg-card a.button span{color:#ffffff!important}
}
@media (max-width:620px){.cg-pad{padding:24px 20px!important}}`;

/** What stands around the blocks: 600 px on a quiet ground, the inbox's preview line, and a footer with the way out. */
export function BaseTemplate({
  preheader,
  language,
  children,
}: {
  preheader: string;
  /** BCP 47, or empty */
  language: string;
  children: ReactNode;
}) {
  return (
    <Html lang={language || undefined} dir={RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr"}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK}</style>
      </Head>
      <Body
        className="cg-body"
        style={{ margin: 0, padding: 0, backgroundColor: "#f4f1ea", fontFamily: EMAIL_FONT }}
      >
        <div
          style={{
            display: "none",
            overflow: "hidden",
            lineHeight: "1px",
            opacity: 0,
            maxHeight: 0,
            maxWidth: 0,
          }}
        >
          {preheader}
        </div>
        <Container
          className="cg-card"
          style={{
            width: "100%",
            maxWidth: "600px",
            margin: "24px auto 0",
            backgroundColor: "#fffefb",
            borderRadius: "8px",
          }}
        >
          {"{% if shop.logoUrl and shop.logoUrl != '' %}"}
          <Section className="cg-logo" style={{ padding: "24px 24px 0" }}>
            {/* biome-ignore lint/performance/noImgElement: this is an e-mail, not a page */}
            <img
              src="{{ shop.logoUrl }}"
              alt="{{ shop.name }}"
              height={40}
              style={{ height: "40px", width: "auto", border: 0, display: "block" }}
            />
          </Section>
          {"{% endif %}"}
          <Section className="cg-pad" style={{ padding: "32px 24px" }}>
            {children}
          </Section>
        </Container>
        <Container className="cg-footer" style={{ width: "100%", maxWidth: "600px", margin: "0 auto 24px" }}>
          <Section style={{ padding: "16px 24px" }}>
            <p style={FOOT}>
              {"{{ shop.name }}{% if shop.address and shop.address != '' %} · {{ shop.address }}{% endif %}"}
            </p>
            {"{% if marketing %}"}
            <p style={FOOT}>
              {"You get this because you shop with us. "}
              <Link href="{{ unsubscribeUrl }}" style={{ color: "#6b6458", textDecoration: "underline" }}>
                {"Unsubscribe"}
              </Link>
            </p>
            {"{% endif %}"}
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;
const FOOT = {
  margin: "0 0 4px",
  fontSize: "12px",
  lineHeight: "18px",
  color: "#6b6458",
  textAlign: "center" as const,
};
