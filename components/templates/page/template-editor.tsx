"use client";

import dynamic from "next/dynamic";
import { useState, useSyncExternalStore } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useDeniedReason } from "@/lib/client/queries/me";
import type { TemplateDetail } from "@/lib/client/queries/templates";
import type { DraftKeeper } from "@/lib/client/templates/draft-keeper";
import type { TemplateDraft } from "@/lib/domain/message/template";
import { TemplatePreview } from "../preview/template-preview";
import { SmsEditor } from "../sms/sms-editor";
import { ConflictDialog } from "./conflict-dialog";
import { TemplateHeader } from "./template-header";

type Mode = "write" | "preview";

// The editor is the largest part of the program by far, and only this screen needs it.
const EmailWorkspace = dynamic(
  () => import("../editor/email-workspace").then((file) => file.EmailWorkspace),
  {
    ssr: false,
    loading: () => <Skeleton className="m-6 h-[480px]" />,
  },
);

/** The screen of one template: its head, and below it the draft, to write or to look at. */
export function TemplateEditor({
  template,
  keeper,
  onReload,
}: {
  template: TemplateDetail;
  keeper: DraftKeeper;
  onReload: () => Promise<void>;
}) {
  const kept = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot);
  const [mode, setMode] = useState<Mode>("write");
  const denied = useDeniedReason()("templates:write", "change templates");
  const readOnly = denied !== null || template.archived;
  const change = (draft: TemplateDraft) => keeper.change({ draft });
  const { draft } = kept;

  return (
    <div className="flex h-full min-h-0 flex-col">
      <TemplateHeader
        template={template}
        kept={kept}
        keeper={keeper}
        readOnly={readOnly}
        deniedReason={template.archived ? "This template is archived. Bring it back to change it." : denied}
        onReload={onReload}
        modes={
          <Segmented
            aria-label="What is shown"
            value={mode}
            onChange={setMode}
            options={[
              { value: "write", label: "Write" },
              { value: "preview", label: "Preview" },
            ]}
          />
        }
      />
      <div className="min-h-0 flex-1">
        {mode === "preview" ? (
          <TemplatePreview draft={draft} />
        ) : draft.channel === "email" ? (
          <EmailWorkspace
            draft={draft}
            brand={template.brandColor}
            problems={kept.problems}
            usage={template.usage}
            readOnly={readOnly}
            onChange={change}
          />
        ) : (
          <SmsEditor
            draft={draft}
            problems={kept.problems}
            usage={template.usage}
            readOnly={readOnly}
            onChange={change}
          />
        )}
      </div>
      <ConflictDialog save={kept.save} onKeepMine={() => keeper.keepMine()} onTakeTheirs={onReload} />
    </div>
  );
}
