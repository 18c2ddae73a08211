"use client";

import { SearchX } from "lucide-react";
import Link from "next/link";
import { EditorShell } from "@/components/canvas/editor-shell";
import { EditorSkeleton } from "@/components/canvas/editor-skeleton";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { useFormats } from "@/components/ui/format-context";
import { ApiError } from "@/lib/client/api-error";
import { EditorProvider } from "@/lib/client/editor/context";
import { useFlow, useFlowReferences } from "@/lib/client/queries/flows";
import { useDeniedReason } from "@/lib/client/queries/me";

/** The canvas of one flow. Whoever may not change it sees it all the same, and why. */
export function FlowEditor({ id }: { id: string }) {
  const flow = useFlow(id);
  const references = useFlowReferences();
  const formats = useFormats();
  const denied = useDeniedReason()("flows:write", "change flows");
  const error = flow.error ?? references.error;

  if (error instanceof ApiError && error.status === 404)
    return (
      <EmptyState
        icon={<SearchX />}
        title="There is no such flow in this workspace"
        className="h-full justify-center"
        action={
          <Button asChild>
            <Link href="/flows">All flows</Link>
          </Button>
        }
      >
        It may have been deleted, or belong to another workspace.
      </EmptyState>
    );
  if (flow.data && references.data) {
    const readOnly = flow.data.archived
      ? "This flow is archived. Bring it back before you change it."
      : denied;
    return (
      <EditorProvider
        key={id}
        flow={flow.data}
        references={references.data}
        readOnly={readOnly}
        formats={formats}
      >
        <EditorShell flow={flow.data} />
      </EditorProvider>
    );
  }
  if (error)
    return (
      <ErrorState
        title="This flow could not be loaded"
        error={error}
        className="h-full justify-center"
        onRetry={() => {
          void flow.refetch();
          void references.refetch();
        }}
      />
    );
  return <EditorSkeleton />;
}
