"use client";

import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Tabs } from "@/components/ui/tabs";
import type { TemplateDetail, TemplateProblem } from "@/lib/client/queries/templates";
import type { EmailDraft } from "@/lib/domain/message/template";
import { LanguageField } from "../page/language-field";
import { ProblemList } from "../page/problem-list";
import { UsageList } from "../page/usage-list";
import { selectTopBlock } from "./block-actions";
import { BlockInspector } from "./block-inspector";
import { BlockPalette } from "./block-palette";
import { EditorCanvas } from "./editor-canvas";
import { EditorToolbar } from "./editor-toolbar";
import { LiquidInput } from "./liquid-input";

/** Where an e-mail is written: the blocks at the left, the mail in the middle, the settings of what is selected at the right. */
export function EmailWorkspace({
  draft,
  brand,
  problems,
  usage,
  readOnly,
  onChange,
}: {
  draft: EmailDraft;
  /** The brand's colour */
  brand: string;
  problems: readonly TemplateProblem[];
  usage: TemplateDetail["usage"];
  readOnly: boolean;
  onChange: (draft: EmailDraft) => void;
}) {
  const [editor, setEditor] = useState<Editor | null>(null);
  const [tab, setTab] = useState<"block" | "problems" | "usage">("block");
  const errorIn = (part: TemplateProblem["part"]) => {
    const found = problems.find((problem) => problem.part === part && problem.severity === "error");
    return found ? `${found.message} ${found.fix}` : undefined;
  };
  const errors = problems.filter(({ severity }) => severity === "error").length;

  return (
    <div className="grid h-full min-h-0 grid-cols-[184px_minmax(0,1fr)_300px]">
      <aside className="min-h-0 overflow-y-auto border-line border-r px-3 py-4">
        <BlockPalette editor={editor} disabled={readOnly} />
      </aside>
      <main className="flex min-h-0 min-w-0 flex-col">
        <div className="border-line border-b bg-surface px-4 py-1">
          <EditorToolbar editor={editor} disabled={readOnly} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto bg-sunken px-6 py-6">
          <div className="mx-auto mb-5 flex max-w-[600px] flex-col gap-3">
            <LiquidInput
              label="Subject"
              value={draft.subject}
              disabled={readOnly}
              error={errorIn("subject")}
              placeholder="You left something behind"
              onChange={(subject) => onChange({ ...draft, subject })}
            />
            <LiquidInput
              label="Preview line"
              hint="Inboxes show it after the subject."
              value={draft.preheader}
              disabled={readOnly}
              error={errorIn("preheader")}
              onChange={(preheader) => onChange({ ...draft, preheader })}
            />
            <LanguageField
              value={draft.language}
              disabled={readOnly}
              onChange={(language) => onChange({ ...draft, language })}
            />
          </div>
          <EditorCanvas
            document={draft.document}
            brand={brand}
            readOnly={readOnly}
            onReady={setEditor}
            onChange={(document) => onChange({ ...draft, document })}
          />
          <p className="mx-auto mt-3 max-w-[600px] text-center text-muted text-xs">
            Your shop's name, address and the unsubscribe link are added below every marketing mail.
          </p>
        </div>
      </main>
      <aside className="min-h-0 overflow-y-auto border-line border-l px-4 py-2">
        <Tabs
          label="About this template"
          value={tab}
          onChange={setTab}
          items={[
            {
              value: "block",
              label: "Block",
              content: <BlockInspector editor={editor} disabled={readOnly} />,
            },
            {
              value: "problems",
              label: "Problems",
              count:
                problems.length === 0 ? undefined : (
                  <Badge tone={errors > 0 ? "bad" : "warn"}>{problems.length}</Badge>
                ),
              content: (
                <ProblemList
                  problems={problems}
                  onGo={(problem) => {
                    if (editor && problem.block !== null) selectTopBlock(editor, problem.block);
                  }}
                />
              ),
            },
            { value: "usage", label: "Used in", count: usage.length, content: <UsageList usage={usage} /> },
          ]}
        />
      </aside>
    </div>
  );
}
