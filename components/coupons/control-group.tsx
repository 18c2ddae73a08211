"use client";

import type { ReactNode } from "react";
import { FieldContext, useFieldGroup } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

/** Several controls that answer one question: named by the Field around it, while each keeps its own name. */
export function ControlGroup({ children, className }: { children: ReactNode; className?: string }) {
  const link = useFieldGroup();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own layout and legend
    <div role="group" {...link} className={cn("flex min-h-8 flex-wrap items-center gap-3", className)}>
      <FieldContext value={null}>{children}</FieldContext>
    </div>
  );
}
