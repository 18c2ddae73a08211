import { Editor } from "@tiptap/core";
import { describe, expect, it, vi } from "vitest";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import { emailDraft } from "@/lib/domain/message/template";
import { compileTemplate } from "@/lib/server/channels/compile-template";
import { baseKit, OWN_NODES } from "@/lib/utils/email-editor/extensions";
import { BLOCKS } from "./blocks";
import { cleanDocument } from "./clean-document";

// Rendering is a matter of milliseconds, but on a machine that does ten other things.
vi.setConfig({ testTimeout: 60_000 });

/** What the editor makes of a document, without a browser. */
function edited(content: object) {
  const editor = new Editor({
    element: null,
    extensions: [baseKit, ...OWN_NODES],
    content,
    enableContentCheck: true,
  });
  return cleanDocument(editor.getJSON());
}

describe("the document that is saved", () => {
  it.each(
    STARTER_TEMPLATES.flatMap(({ name, draft }) =>
      draft.channel === "email" ? [[name, draft.document] as const] : [],
    ),
  )("%s comes out of the editor as it went in", (_name, document) => {
    expect(edited(document)).toEqual(document);
  });

  it.each(BLOCKS.map((block) => [block.label, block] as const))(
    "the palette's %s is a block that the editor keeps, the server takes and mail can show",
    async (_label, block) => {
      const document = { type: "doc" as const, content: [block.make(), { type: "paragraph" }] };
      const kept = edited(document);
      expect(kept.content[0]).toEqual(block.make());
      const draft = emailDraft.parse({ channel: "email", subject: "x", document: kept });
      expect((await compileTemplate(draft)).html).toContain("</html>");
    },
  );
});
