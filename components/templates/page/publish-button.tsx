"use client";

import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/client/api-error";
import { usePublishTemplate } from "@/lib/client/queries/templates";
import type { DraftKeeper, KeptDraft } from "@/lib/client/templates/draft-keeper";
import { plural } from "@/lib/utils/plural";

/** Saves what is left to save, then makes the draft what flows send. */
export function PublishButton({
  templateId,
  kept,
  keeper,
  deniedReason,
  onPublished,
}: {
  templateId: string;
  kept: KeptDraft;
  keeper: DraftKeeper;
  deniedReason: string | null;
  onPublished: () => Promise<void>;
}) {
  const publish = usePublishTemplate(templateId);
  const errors = kept.problems.filter(({ severity }) => severity === "error");
  const nothingNew = kept.status === "published" && kept.save.kind === "saved";
  const settled = kept.save.kind === "saved";
  const why =
    deniedReason ??
    (nothingNew ? "What flows send is what is written here." : null) ??
    (settled && errors.length > 0
      ? `Mend ${plural(errors.length, "problem")} first: ${errors[0]?.message}`
      : null);

  const run = async () => {
    if (!(await keeper.flush())) return;
    try {
      const template = await publish.mutateAsync(keeper.snapshot().revision);
      toast.success(`Version ${template.version} is published`, {
        description: template.usage.some(({ live }) => live)
          ? "Live flows send it from now on. Messages already made keep theirs."
          : undefined,
      });
      await onPublished();
    } catch (error) {
      const problems = error instanceof ApiError ? error.errors : [];
      toast.error((error as Error).message, { description: problems[0]?.message });
    }
  };

  return (
    <Button variant="primary" disabledReason={why} loading={publish.isPending} onClick={() => void run()}>
      Publish
    </Button>
  );
}
