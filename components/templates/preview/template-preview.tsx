"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { MailFrame } from "@/components/messages/mail-frame";
import { ErrorState } from "@/components/ui/error-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useDebounced } from "@/components/ui/use-debounced";
import { type PreviewSource, useTemplatePreview } from "@/lib/client/queries/templates";
import type { TemplateDraft } from "@/lib/domain/message/template";
import { ProblemList } from "../page/problem-list";
import { SmsBubble } from "../sms/sms-bubble";
import { SmsSizeNote } from "../sms/sms-size-note";
import { PreviewSourcePicker } from "./preview-source-picker";

type Width = "desktop" | "mobile";
type Part = "html" | "text";

/** The draft as it would be sent to somebody. */
export function TemplatePreview({ draft }: { draft: TemplateDraft }) {
  const [source, setSource] = useState<PreviewSource>({});
  const [width, setWidth] = useState<Width>("desktop");
  const [part, setPart] = useState<Part>("html");
  const preview = useTemplatePreview(useDebounced(draft, 300), source);
  const { data } = preview;

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-3 border-line border-b bg-surface px-6 py-2">
        <div className="w-72">
          <PreviewSourcePicker source={source} onChange={setSource} hideLabel />
        </div>
        {draft.channel === "email" ? (
          <>
            <Segmented
              aria-label="Part of the mail"
              value={part}
              onChange={setPart}
              options={[
                { value: "html", label: "Mail" },
                { value: "text", label: "Plain text" },
              ]}
            />
            {part === "html" ? (
              <Segmented
                aria-label="Width"
                value={width}
                onChange={setWidth}
                options={[
                  { value: "desktop", label: "Desktop", icon: <Monitor aria-hidden /> },
                  { value: "mobile", label: "Phone", icon: <Smartphone aria-hidden /> },
                ]}
              />
            ) : null}
          </>
        ) : (
          <p className="text-muted text-xs">
            <SmsSizeNote size={data?.sms ?? null} />
          </p>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto bg-sunken p-6">
        {preview.error && !data ? (
          <ErrorState
            error={preview.error}
            onRetry={() => void preview.refetch()}
            title="The preview cannot be shown"
          />
        ) : !data ? (
          <Skeleton className="mx-auto h-[560px] max-w-[680px]" />
        ) : !data.rendered ? (
          <div className="mx-auto flex max-w-xl flex-col gap-3">
            <p className="text-sm">It cannot be shown until this is mended:</p>
            <ProblemList problems={data.problems} />
          </div>
        ) : draft.channel === "sms" ? (
          <SmsBubble text={data.rendered.text} shownAs={data.shownAs} />
        ) : (
          <MailFrame mail={data.rendered} part={part} width={width === "mobile" ? 390 : 680} />
        )}
      </div>
    </div>
  );
}
