import { composeReactEmail } from "@react-email/editor/core";
import { Editor, Extension, type JSONContent } from "@tiptap/core";
import type { ReactNode } from "react";
import { DomainError } from "@/lib/domain/errors";
import { emailText } from "@/lib/domain/message/email-text";
import type { EmailDraft } from "@/lib/domain/message/template";
import { emailStyle } from "@/lib/utils/email-editor/email-style";
import { baseKit, OWN_NODES } from "@/lib/utils/email-editor/extensions";
import { BaseTemplate } from "./base-template";

/**
 * Renders a document of the visual editor to Liquid in HTML (tables, inline styles, 600 px, both colour schemes) and Liquid in
 * plain text. Runs without a browser.
 * @throws DomainError invalid_input when the document does not follow the editor's rules
 */
export async function compileEmail(draft: EmailDraft): Promise<{ html: string; text: string }> {
  const editor = headless(draft);
  try {
    const { unformattedHtml } = await composeReactEmail({ editor });
    return { html: withLiquid(unformattedHtml), text: emailText(draft.document).text };
  } finally {
    editor.destroy();
  }
}

function headless(draft: EmailDraft): Editor {
  try {
    return new Editor({
      element: null,
      extensions: [
        baseKit,
        ...OWN_NODES,
        Look.configure({ preheader: draft.preheader, language: draft.language }),
      ],
      content: draft.document,
      enableContentCheck: true,
      onContentError: ({ error }) => {
        throw error;
      },
    });
  } catch (error) {
    throw new DomainError(
      "invalid_input",
      `The document does not follow the editor's rules: ${(error as Error).message}.`,
      {
        issues: [
          {
            path: "document",
            message: (error as Error).message,
            fix: "Open it in the editor and save it again.",
          },
        ],
      },
    );
  }
}

const Look = Extension.create<{ preheader: string; language: string; serializerPlugin: unknown }>({
  name: "look",
  addOptions: () => ({
    preheader: "",
    language: "",
    serializerPlugin: {
      getNodeStyles: (node: JSONContent, depth: number) => emailStyle(node.type ?? "", node.attrs, depth > 0),
      BaseTemplate: Around,
    },
  }),
});

function Around({ children, editor }: { children: ReactNode; editor: Editor }) {
  const look = editor.extensionManager.extensions.find(({ name }) => name === Look.name);
  const { preheader = "", language = "" } = look?.options ?? {};
  return (
    <BaseTemplate preheader={String(preheader)} language={String(language)}>
      {children}
    </BaseTemplate>
  );
}

/** React has escaped the quotes inside Liquid as well, where they are syntax. React's own markers are of no use to a reader. */
function withLiquid(html: string): string {
  return html
    .replaceAll(/<!--(\/?\$|html|head|body| )-->/g, "")
    .replaceAll(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (liquid) =>
      liquid
        .replaceAll("&quot;", '"')
        .replaceAll("&#x27;", "'")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&"),
    );
}
