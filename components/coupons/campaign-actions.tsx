"use client";

import { Ellipsis, Pencil, Power, Send, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { type CampaignDetail, useDeleteCampaign, useSwitchCampaign } from "@/lib/client/queries/campaigns";
import { useDeniedReason } from "@/lib/client/queries/me";
import { plural } from "@/lib/utils/plural";
import { MakeCodes } from "./make-codes";

/** What can be done with a campaign, with the consequences said before. */
export function CampaignActions({ campaign }: { campaign: CampaignDetail }) {
  const router = useRouter();
  const denied = useDeniedReason()("coupons:write", "change campaigns");
  const [asking, setAsking] = useState<"off" | "delete" | null>(null);
  const switching = useSwitchCampaign(campaign.id);
  const deleting = useDeleteCampaign(campaign.id);
  const close = () => setAsking(null);
  const turn = async (active: boolean) => {
    await switching.mutateAsync(active);
    toast.success(active ? "Campaign switched on" : "Campaign switched off", { description: campaign.name });
  };

  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="More">
            <Ellipsis />
          </IconButton>
        }
      >
        {campaign.active ? (
          <MenuItem icon={<Power />} disabled={denied !== null} onSelect={() => setAsking("off")}>
            Switch off…
          </MenuItem>
        ) : (
          <MenuItem
            icon={<Power />}
            disabled={denied !== null}
            onSelect={() =>
              void turn(true).catch((error: Error) =>
                toast.error("It stayed off", { description: error.message }),
              )
            }
          >
            Switch on
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger disabled={denied !== null} onSelect={() => setAsking("delete")}>
          Delete…
        </MenuItem>
      </DropdownMenu>
      {denied ? (
        <Button disabledReason={denied}>
          <Pencil aria-hidden />
          Change
        </Button>
      ) : (
        <Button asChild>
          <Link href={`/campaigns/${campaign.id}/edit`}>
            <Pencil aria-hidden />
            Change
          </Link>
        </Button>
      )}
      <Button asChild>
        <Link href={`/distributions/new?campaign=${campaign.id}`}>
          <Send aria-hidden />
          Distribute
        </Link>
      </Button>
      {campaign.type === "static" ? <MakeCodes campaign={campaign} denied={denied} /> : null}

      <ConfirmDialog
        open={asking === "off"}
        onOpenChange={close}
        title={`Switch off ${campaign.name}`}
        consequences={consequencesOfOff(campaign)}
        verb="Switch off"
        danger
        onConfirm={() => turn(false)}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={close}
        title={`Delete ${campaign.name}`}
        consequences={
          campaign.numbers.codes > 0
            ? `Its ${plural(campaign.numbers.codes, "code")} nobody has go with it. This cannot be undone.`
            : "This cannot be undone."
        }
        verb="Delete campaign"
        danger
        onConfirm={async () => {
          await deleting.mutateAsync();
          toast.success("Campaign deleted", { description: campaign.name });
          router.push("/campaigns");
        }}
      />
    </>
  );
}

function consequencesOfOff({ numbers, flows }: CampaignDetail): string {
  const out = numbers.open;
  const live = flows.filter(({ status }) => status === "live");
  const codes =
    out === 0
      ? "No customer has a code that could still be used."
      : `${plural(out, "code", "codes")} could still be used: the shop refuses ${out === 1 ? "it" : "them"} until you switch it on again.`;
  const steps =
    live.length === 0
      ? "No live flow gives its codes."
      : `${live.map(({ name }) => `“${name}”`).join(", ")} gives none meanwhile: customers leave that step by “Not eligible”.`;
  return `${codes} ${steps}`;
}
