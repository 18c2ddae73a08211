import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";

/** The address that a provider is given, and where to put it. */
export function WebhookAddress({
  title,
  url,
  children,
}: {
  title: string;
  url: string;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p className="font-medium">{title}</p>
      <p className="text-muted text-xs">{children}</p>
      <CodeBlock samples={[{ label: "Webhook", code: url }]} />
    </div>
  );
}
