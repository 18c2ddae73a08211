import { walkDocument } from "@/lib/domain/message/email-document";
import { emailText } from "@/lib/domain/message/email-text";
import { sampleContext } from "@/lib/domain/message/sample-context";
import { smsSegments } from "@/lib/domain/message/sms-segments";
import type {
  EmailDraft,
  SmsDraft,
  TemplateDraft,
  TemplateProblem,
  TemplateSource,
} from "@/lib/domain/message/template";
import { TEMPLATE_VARIABLES, VARIABLE_ROOTS } from "@/lib/domain/message/variables";
import { checkLiquid } from "./check-liquid";
import { parseLiquid } from "./liquid";
import { renderSource } from "./render-source";

/**
 * Everything that keeps a draft from being published, and what its author should know. Errors come first.
 * @param shopUrl the shop's address as the workspace knows it, or ""
 */
export function checkTemplate(
  draft: TemplateDraft,
  source: TemplateSource,
  shopUrl: string,
): TemplateProblem[] {
  const problems = draft.channel === "email" ? checkEmail(draft, source) : checkSms(draft);
  if (shopUrl === "" && /\bshop\.url\b/.test(`${source.html} ${source.text}`)) {
    problems.push(
      warning(
        draft.channel === "sms" ? "text" : "block",
        null,
        "A link falls back to the shop's address, which is not set: it leads nowhere for carts without an address.",
        "Set the shop's address under Settings, Brand.",
      ),
    );
  }
  if (!problems.some(({ severity }) => severity === "error")) problems.push(...checkRendering(source));
  return problems.sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
}

function checkEmail(draft: EmailDraft, source: TemplateSource): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  if (draft.subject.trim() === "")
    problems.push(error("subject", null, 1, "There is no subject.", "Write one."));
  if (/[\r\n]/.test(draft.subject))
    problems.push(error("subject", null, 1, "The subject has several lines.", "Write it in one line."));
  problems.push(
    ...checkLiquid("text", draft.subject).map((found) =>
      error("subject", null, found.line, found.message, found.fix),
    ),
  );
  problems.push(
    ...checkLiquid("text", draft.preheader).map((found) =>
      error("preheader", null, found.line, found.message, found.fix),
    ),
  );

  const { text, blocks } = emailText(draft.document);
  const inText = checkLiquid("text", text);
  problems.push(...inText.map((found) => inBlock(blocks, found.line, found.message, found.fix)));
  if (inText.length === 0) {
    try {
      parseLiquid("html", source.html);
    } catch (broken) {
      problems.push(
        error(
          "block",
          null,
          1,
          `The blocks do not fit together: ${(broken as Error).message}.`,
          "Open and close each {% if %} and {% for %} in the same column or list.",
        ),
      );
    }
  }
  if (blocks.every((block) => block === null))
    problems.push(error("block", null, 1, "The e-mail is empty.", "Write something, or add a block."));

  walkDocument(draft.document, (node, block) => {
    const attrs = node.attrs ?? {};
    if (node.type === "button") problems.push(...checkAddress(String(attrs.href ?? ""), "button", block));
    for (const mark of node.marks ?? [])
      if (mark.type === "link") problems.push(...checkAddress(String(mark.attrs?.href ?? ""), "link", block));
    if (node.type === "variable") problems.push(...checkVariable(String(attrs.path ?? ""), block));
    if (node.type !== "picture") return;
    if (!attrs.src)
      problems.push(
        error(
          "block",
          block,
          1,
          "This picture has no address.",
          "Paste the picture's https:// address, or remove the block.",
        ),
      );
    else problems.push(...checkAddress(String(attrs.src), "picture", block));
    if (attrs.href) problems.push(...checkAddress(String(attrs.href), "picture's link", block));
    if (!attrs.alt)
      problems.push(
        warning(
          "block",
          block,
          "This picture has no description.",
          "Say in words what it shows, for those who do not see it.",
        ),
      );
  });
  return problems;
}

function checkSms(draft: SmsDraft): TemplateProblem[] {
  const problems = checkLiquid("text", draft.text).map((found) =>
    error("text", null, found.line, found.message, found.fix),
  );
  if (draft.text.trim() === "")
    problems.push(error("text", null, 1, "The text is empty.", "Write something."));
  const { segments, encoding, unusual } = smsSegments(
    draft.text.replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, "        "),
  );
  if (segments > 3)
    problems.push(
      warning("text", null, `It takes about ${segments} segments, each of which is paid for.`, "Shorten it."),
    );
  if (encoding === "UCS-2") {
    problems.push(
      warning(
        "text",
        null,
        `${unusual.slice(0, 5).join(" ")} halves the room in each segment.`,
        "Replace it with plain letters where you can.",
      ),
    );
  }
  if (!/stop|unsubscribe|abmelden|arr[eê]t/i.test(draft.text)) {
    problems.push(
      warning(
        "text",
        null,
        "It does not say how to opt out.",
        'Add "Reply STOP to opt out", or {{ unsubscribeUrl }}.',
      ),
    );
  }
  return problems;
}

/** Renders with sample data: what only shows while rendering, such as a loop without end. */
function checkRendering(source: TemplateSource): TemplateProblem[] {
  try {
    renderSource(source, sampleContext(), {
      shop: { name: "Shop", url: "https://shop.example.com", address: "", logoUrl: "", color: "#c2410c" },
      coupons: { url: "https://shop.example.com/shop/", parameter: "" },
      currency: "EUR",
      marketing: true,
      unsubscribeUrl: "https://shop.example.com/u/sample",
    });
    return [];
  } catch (broken) {
    const words = (broken as Error).message.replace(/,? *line:\d+.*$/s, "");
    return [
      error(
        source.channel === "sms" ? "text" : "block",
        null,
        1,
        `It cannot be rendered: ${words}.`,
        "Make its loops and texts smaller.",
      ),
    ];
  }
}

function checkAddress(address: string, what: string, block: number): TemplateProblem[] {
  const trimmed = address.trim();
  if (trimmed === "" || trimmed === "#")
    return [
      error(
        "block",
        block,
        1,
        `This ${what} leads nowhere.`,
        "Enter an address, or choose the link to the cart.",
      ),
    ];
  const inLiquid = checkLiquid("text", trimmed).map((found) =>
    error("block", block, found.line, found.message, found.fix),
  );
  if (inLiquid.length > 0) return inLiquid;
  if (trimmed.startsWith("{{") || /^(https?:\/\/|mailto:|tel:)\S/i.test(trimmed)) return [];
  return [
    error("block", block, 1, `"${trimmed.slice(0, 60)}" is not a full address.`, "Begin it with https://."),
  ];
}

function checkVariable(path: string, block: number): TemplateProblem[] {
  const root = path.split(/[.[]/, 1)[0] ?? "";
  if (TEMPLATE_VARIABLES.some((variable) => variable.path === path) || root in VARIABLE_ROOTS) return [];
  return [
    error("block", block, 1, `Nothing here is called "${path}".`, "Choose another variable from the list."),
  ];
}

function inBlock(
  blocks: readonly (number | null)[],
  line: number,
  message: string,
  fix: string,
): TemplateProblem {
  const block = blocks[line - 1] ?? null;
  const first = block === null ? 0 : blocks.indexOf(block);
  return error("block", block, line - first, message, fix);
}

function error(
  part: TemplateProblem["part"],
  block: number | null,
  line: number,
  message: string,
  fix: string,
): TemplateProblem {
  return { severity: "error", part, block, line, message, fix };
}

function warning(
  part: TemplateProblem["part"],
  block: number | null,
  message: string,
  fix: string,
): TemplateProblem {
  return { severity: "warning", part, block, line: 1, message, fix };
}
