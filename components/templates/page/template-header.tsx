"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import type { TemplateDetail } from "@/lib/client/queries/templates";
import type { DraftKeeper, KeptDraft } from "@/lib/client/templates/draft-keeper";
import { TemplateRowMenu } from "../list/template-row-menu";
import { TemplateStatus } from "../template-status";
import { PublishButton } from "./publish-button";
import { SaveNote } from "./save-note";
import { TestSend } from "./test-send";

/** The head of a template: its name, how it stands, and what can be done with it. */
export function TemplateHeader({
  template,
  kept,
  keeper,
  readOnly,
  deniedReason,
  modes,
  onReload,
}: {
  template: TemplateDetail;
  kept: KeptDraft;
  keeper: DraftKeeper;
  readOnly: boolean;
  deniedReason: string | null;
  modes: ReactNode;
  onReload: () => Promise<void>;
}) {
  const version = kept.status === "draft" ? null : template.version;
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-6 py-3">
      <div className="flex min-w-0 flex-1 basis-96 items-center gap-3">
        <Link
          href="/templates"
          aria-label="Back to templates"
          className="rounded-md p-1.5 text-muted hover:bg-hover hover:text-ink"
        >
          <ArrowLeft className="size-4" aria-hidden />
        </Link>
        <h1 className="sr-only">Template {kept.name}</h1>
        <Input
          aria-label="Name of the template"
          value={kept.name}
          disabled={readOnly}
          dir="auto"
          maxLength={120}
          onChange={(event) => keeper.change({ name: event.target.value })}
          className="min-w-0 max-w-80 flex-1 border-transparent bg-transparent font-semibold hover:border-control"
        />
        <TemplateStatus template={{ status: kept.status, version, archived: template.archived }} />
        <SaveNote save={kept.save} updatedAt={kept.updatedAt} />
      </div>
      {modes}
      <div className="flex items-center gap-2">
        <TestSend draft={kept.draft} />
        <PublishButton
          templateId={template.id}
          kept={kept}
          keeper={keeper}
          deniedReason={deniedReason}
          onPublished={onReload}
        />
        <TemplateRowMenu
          template={{ id: template.id, name: kept.name, archived: template.archived }}
          label="More about this template"
          onChanged={() => void onReload()}
        />
      </div>
    </header>
  );
}
