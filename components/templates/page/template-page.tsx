"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { saveDraft, type TemplateDetail, useTemplate } from "@/lib/client/queries/templates";
import { pagesKey } from "@/lib/client/queries/use-pages";
import { DraftKeeper } from "@/lib/client/templates/draft-keeper";
import { TemplateEditor } from "./template-editor";

/** One template, to write, look at, try and publish. */
export function TemplatePage({ id }: { id: string }) {
  const template = useTemplate(id);
  const [generation, setGeneration] = useState(0);
  if (template.data) {
    return (
      <Loaded
        key={`${id}:${generation}`}
        template={template.data}
        onReload={async () => {
          await template.refetch();
          setGeneration((count) => count + 1);
        }}
      />
    );
  }
  if (!template.error) return <PageSkeleton />;
  return (
    <Page>
      <ErrorState
        error={template.error}
        onRetry={() => void template.refetch()}
        title="This template cannot be shown"
      />
    </Page>
  );
}

function Loaded({ template, onReload }: { template: TemplateDetail; onReload: () => Promise<void> }) {
  const client = useQueryClient();
  const [keeper] = useState(
    () =>
      new DraftKeeper(template, async (body) => {
        const saved = await saveDraft(template.id, body);
        void client.invalidateQueries({ queryKey: pagesKey("/api/v1/templates") });
        return saved;
      }),
  );
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent) => {
      if (keeper.dirty) event.preventDefault();
    };
    const hidden = () => {
      if (document.visibilityState === "hidden") void keeper.flush();
    };
    window.addEventListener("beforeunload", leaving);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("beforeunload", leaving);
      document.removeEventListener("visibilitychange", hidden);
      void keeper.flush();
    };
  }, [keeper]);
  return <TemplateEditor template={template} keeper={keeper} onReload={onReload} />;
}
