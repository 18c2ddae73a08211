import { describe, expect, it, vi } from "vitest";
import type { EmailNode } from "@/lib/domain/message/email-document";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import type { EmailDraft, TemplateDraft } from "@/lib/domain/message/template";
import { checkTemplate } from "./check-template";
import { compileTemplate } from "./compile-template";

// A matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

describe("templates say what is wrong with them", () => {
  const problems = async (draft: TemplateDraft) =>
    checkTemplate(draft, await compileTemplate(draft), "https://shop.example");

  it.each(STARTER_TEMPLATES.map(({ name, draft }) => [name, draft] as const))(
    "%s has no problem",
    async (_name, draft) => {
      expect(await problems(draft)).toEqual([]);
    },
  );

  it("warns of links that lead nowhere while the shop's own address is not known", async () => {
    const { draft } = STARTER_TEMPLATES.find(({ name }) => name === "Cart reminder")!;
    expect(checkTemplate(draft, await compileTemplate(draft), "")).toMatchObject([
      { severity: "warning", fix: "Set the shop's address under Settings, Brand." },
    ]);
  });

  it("names the block, the line in it, and the mend", async () => {
    const draft: EmailDraft = {
      channel: "email",
      subject: "{{ customer.firstNam }}",
      preheader: "",
      language: "",
      document: {
        type: "doc",
        content: [
          paragraph([{ type: "text", text: "fine" }]),
          paragraph([
            { type: "text", text: "line one" },
            { type: "hardBreak" },
            { type: "text", text: "{{ customer.emial }}" },
          ]),
          { type: "button", attrs: { href: "shop.example" }, content: [{ type: "text", text: "Go" }] },
          { type: "picture", attrs: { src: "" } },
        ],
      },
    };
    const found = await problems(draft);
    expect(found).toContainEqual(
      expect.objectContaining({ part: "subject", fix: expect.stringContaining("customer.firstName") }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({
        part: "block",
        block: 1,
        line: 2,
        fix: expect.stringContaining("customer.email"),
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ block: 2, fix: expect.stringContaining("https://") }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ block: 3, message: expect.stringContaining("no address") }),
    );
  });

  it("allows a condition that spans blocks, and refuses one that is left open", async () => {
    const spanning = (blocks: string[]): EmailDraft => ({
      channel: "email",
      subject: "Hello",
      preheader: "",
      language: "",
      document: { type: "doc", content: blocks.map((text) => paragraph([{ type: "text", text }])) },
    });
    expect(await problems(spanning(["{% if voucher %}", "A code", "{% endif %}"]))).toEqual([]);
    expect(await problems(spanning(["a", "{% if voucher %}", "A code"]))).toEqual([
      expect.objectContaining({
        severity: "error",
        block: 1,
        message: expect.stringContaining("never closed"),
      }),
    ]);
  });

  it("refuses an empty mail, and warns of an SMS that is long, costly or has no way out", async () => {
    expect(
      await problems({
        channel: "email",
        subject: "Hi",
        preheader: "",
        language: "",
        document: { type: "doc", content: [{ type: "paragraph" }] },
      }),
    ).toEqual([expect.objectContaining({ severity: "error", message: "The e-mail is empty." })]);
    const warnings = await problems({ channel: "sms", text: "ł".repeat(300), language: "" });
    expect(warnings.map(({ severity }) => severity)).toEqual(["warning", "warning", "warning"]);
  });
});

function paragraph(content: EmailNode[]): EmailNode {
  return { type: "paragraph", content };
}
