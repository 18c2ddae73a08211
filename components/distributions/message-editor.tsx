"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";
import { toast } from "sonner";
import { ConflictDialog } from "@/components/templates/page/conflict-dialog";
import { SaveNote } from "@/components/templates/page/save-note";
import { TestSend } from "@/components/templates/page/test-send";
import { TemplatePreview } from "@/components/templates/preview/template-preview";
import { SmsEditor } from "@/components/templates/sms/sms-editor";
import { TemplateStatus } from "@/components/templates/template-status";
import { ErrorState } from "@/components/ui/error-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useDeniedReason } from "@/lib/client/queries/me";
import {
  saveDraft,
  type TemplateDetail,
  usePublishTemplate,
  useTemplate,
} from "@/lib/client/queries/templates";
import { DraftKeeper } from "@/lib/client/templates/draft-keeper";
import { plural } from "@/lib/utils/plural";

const EmailWorkspace = dynamic(
  () => import("@/components/templates/editor/email-workspace").then((file) => file.EmailWorkspace),
  { ssr: false, loading: () => <Skeleton className="m-6 h-[480px]" /> },
);

/** The visual editor of one message inside the wizard. Leaving the stage saves it; going on from it publishes what changed. */
export function MessageEditor({
  id,
  leave,
}: {
  id: string;
  leave: RefObject<((whole: boolean) => Promise<boolean>) | null>;
}) {
  const template = useTemplate(id);
  const [generation, setGeneration] = useState(0);
  if (template.data) {
    return (
      <Loaded
        key={generation}
        template={template.data}
        leave={leave}
        onReload={async () => {
          await template.refetch();
          setGeneration((count) => count + 1);
        }}
      />
    );
  }
  if (!template.error) return <Skeleton className="h-[640px]" />;
  return (
    <ErrorState
      error={template.error}
      onRetry={() => void template.refetch()}
      title="The message cannot be shown"
    />
  );
}

function Loaded({
  template,
  leave,
  onReload,
}: {
  template: TemplateDetail;
  leave: RefObject<((whole: boolean) => Promise<boolean>) | null>;
  onReload: () => Promise<void>;
}) {
  const client = useQueryClient();
  const publish = usePublishTemplate(template.id);
  const [keeper] = useState(() => new DraftKeeper(template, (body) => saveDraft(template.id, body)));
  const kept = useSyncExternalStore(keeper.subscribe, keeper.snapshot, keeper.snapshot);
  const [mode, setMode] = useState<"write" | "preview">("write");
  const readOnly = useDeniedReason()("templates:write", "write messages") !== null || template.archived;
  const sending = template.usage.filter(({ live }) => live);

  const { mutateAsync: publishRevision } = publish;
  useEffect(() => {
    leave.current = async (whole) => {
      if (readOnly) return true;
      if (!(await keeper.flush())) return false;
      if (!whole || keeper.snapshot().status === "published") return true;
      try {
        keeper.accept(await publishRevision(keeper.snapshot().revision));
        void client.invalidateQueries({ queryKey: ["flow-references"] });
        return true;
      } catch (error) {
        toast.error("The message cannot be sent yet", { description: (error as Error).message });
        return false;
      }
    };
    const leaving = (event: BeforeUnloadEvent) => {
      if (keeper.dirty) event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => {
      leave.current = null;
      window.removeEventListener("beforeunload", leaving);
      void keeper.flush();
    };
  }, [keeper, leave, readOnly, publishRevision, client]);

  return (
    <section aria-label={`Message ${kept.name}`} className="overflow-hidden rounded-md border border-line">
      <header className="flex flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-2">
        <TemplateStatus
          template={{ status: kept.status, version: template.version, archived: template.archived }}
        />
        <SaveNote save={kept.save} updatedAt={kept.updatedAt} />
        <div className="ml-auto flex items-center gap-2">
          <Segmented
            aria-label="What is shown"
            value={mode}
            onChange={setMode}
            options={[
              { value: "write", label: "Write" },
              { value: "preview", label: "Preview" },
            ]}
          />
          <TestSend draft={kept.draft} />
        </div>
      </header>
      {sending.length > 0 ? (
        <p className="border-line border-b bg-warn-soft px-4 py-2 text-sm text-warn">
          {plural(sending.length, "live flow sends", "live flows send")} this message too: what you change
          here changes there.
        </p>
      ) : null}
      <div className="h-[640px]">
        {mode === "preview" ? (
          <TemplatePreview draft={kept.draft} />
        ) : kept.draft.channel === "email" ? (
          <EmailWorkspace
            draft={kept.draft}
            brand={template.brandColor}
            problems={kept.problems}
            usage={template.usage}
            readOnly={readOnly}
            onChange={(draft) => keeper.change({ draft })}
          />
        ) : (
          <SmsEditor
            draft={kept.draft}
            problems={kept.problems}
            usage={template.usage}
            readOnly={readOnly}
            onChange={(draft) => keeper.change({ draft })}
          />
        )}
      </div>
      <ConflictDialog save={kept.save} onKeepMine={() => keeper.keepMine()} onTakeTheirs={onReload} />
    </section>
  );
}
