"use client";

import { Ellipsis, Pencil, Send, Star, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Switch } from "@/components/ui/switch";
import { type ChannelConnection, useDeleteChannel, useUpdateChannel } from "@/lib/client/queries/channels";
import { PROVIDERS } from "@/lib/domain/message/connection";

/** One connection: what it is, whether it sends, and what can be done with it. */
export function ConnectionRow({
  connection,
  deniedReason,
  onEdit,
  onTest,
}: {
  connection: ChannelConnection;
  deniedReason: string | null;
  onEdit: () => void;
  onTest: () => void;
}) {
  const [removing, setRemoving] = useState(false);
  const update = useUpdateChannel();
  const remove = useDeleteChannel();
  const { id, name, provider, config, isDefault, enabled } = connection;
  const denied = deniedReason !== null;
  const change = async (body: { enabled?: boolean; isDefault?: true }) => {
    try {
      await update.mutateAsync({ id, ...body });
    } catch (error) {
      toast.error(`“${name}” was not changed`, { description: (error as Error).message });
    }
  };
  const from = String(config.fromAddress ?? config.from ?? "");

  return (
    <li className="flex items-center gap-4 px-5 py-3">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-medium" dir="auto">
            {name}
          </span>
          {isDefault ? <Badge tone={enabled ? "ok" : "warn"}>Default</Badge> : null}
        </p>
        <p className="truncate text-muted text-xs">
          {[PROVIDERS[provider].label, from && `from ${from}`].filter(Boolean).join(", ")}
          {isDefault && !enabled ? ". Messages wait until it is switched on." : ""}
        </p>
      </div>
      <Switch
        aria-label={`${name} is on`}
        value={enabled}
        disabled={denied || update.isPending}
        onChange={(value) => void change({ enabled: value })}
      />
      <DropdownMenu
        trigger={
          <IconButton label={`More about ${name}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Send />} disabled={denied} onSelect={onTest}>
          Send test
        </MenuItem>
        <MenuItem icon={<Pencil />} disabled={denied} onSelect={onEdit}>
          Change settings
        </MenuItem>
        <MenuItem
          icon={<Star />}
          disabled={denied || isDefault}
          onSelect={() => void change({ isDefault: true })}
        >
          Make default
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger disabled={denied} onSelect={() => setRemoving(true)}>
          Remove
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        danger
        title={`Remove “${name}”`}
        consequences={
          isDefault
            ? "Its secrets are deleted. Messages of this channel wait until another connection is the default."
            : "Its secrets are deleted. Messages go out through the default connection as before."
        }
        verb="Remove connection"
        onConfirm={() => remove.mutateAsync(id)}
      />
    </li>
  );
}
