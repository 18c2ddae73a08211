"use client";

import { Archive, ArchiveRestore, Copy, Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { useCan } from "@/lib/client/queries/me";
import { type ListedTemplate, useDuplicateTemplate, useUpdateTemplate } from "@/lib/client/queries/templates";

/** What can be done with a template without opening it. */
export function TemplateRowMenu({
  template,
  label = `More about ${template.name}`,
  onChanged,
}: {
  template: Pick<ListedTemplate, "id" | "name" | "archived">;
  label?: string;
  /** Called after it was archived or brought back. */
  onChanged?: () => void;
}) {
  const router = useRouter();
  const duplicate = useDuplicateTemplate();
  const update = useUpdateTemplate();
  const allowed = useCan()("templates:write");

  const copy = async () => {
    try {
      const made = await duplicate.mutateAsync(template.id);
      toast.success(`Copied as “${made.name}”`);
      router.push(`/templates/${made.id}`);
    } catch (error) {
      toast.error("The template was not copied", { description: (error as Error).message });
    }
  };
  const archive = async (archived: boolean) => {
    try {
      await update.mutateAsync({ id: template.id, archived });
      toast.success(archived ? `“${template.name}” is archived` : `“${template.name}” is back`, {
        action: archived ? { label: "Undo", onClick: () => void archive(false) } : undefined,
      });
      onChanged?.();
    } catch (error) {
      toast.error(archived ? "The template was not archived" : "The template was not brought back", {
        description: (error as Error).message,
      });
    }
  };

  return (
    <DropdownMenu
      trigger={
        <IconButton label={label}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem icon={<Copy />} disabled={!allowed} onSelect={() => void copy()}>
        Duplicate
      </MenuItem>
      <MenuSeparator />
      {template.archived ? (
        <MenuItem icon={<ArchiveRestore />} disabled={!allowed} onSelect={() => void archive(false)}>
          Bring back
        </MenuItem>
      ) : (
        <MenuItem icon={<Archive />} disabled={!allowed} onSelect={() => void archive(true)}>
          Archive
        </MenuItem>
      )}
    </DropdownMenu>
  );
}
