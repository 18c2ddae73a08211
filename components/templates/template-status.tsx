import { Badge } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import type { ListedTemplate } from "@/lib/client/queries/templates";

/** Whether flows can send it, and whether what they send is what is drafted. */
export function TemplateStatus({
  template,
}: {
  template: Pick<ListedTemplate, "status" | "version" | "archived">;
}) {
  if (template.archived) return <Badge>Archived</Badge>;
  if (template.status === "draft") {
    return (
      <Tooltip content="Flows can send it once it is published">
        <Badge tone="warn" tabIndex={0}>
          Not published
        </Badge>
      </Tooltip>
    );
  }
  if (template.status === "published") return <Badge tone="ok">Version {template.version}</Badge>;
  return (
    <Tooltip
      content={`Flows send version ${template.version}. The draft has changes that are not published.`}
    >
      <Badge tone="info" tabIndex={0}>
        Version {template.version}, changed
      </Badge>
    </Tooltip>
  );
}
