"use client";

import { Ellipsis, Eraser, Mails } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Timeline } from "@/components/timeline/timeline";
import { Badge } from "@/components/ui/badge";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import {
  type CustomerProfile,
  useCustomer,
  useEraseCustomer,
  useTimeline,
  useWhy,
} from "@/lib/client/queries/customers";
import { useCan } from "@/lib/client/queries/me";
import { plural } from "@/lib/utils/plural";
import { CodesCard } from "./codes-card";
import { ConsentCard } from "./consent-card";
import { customerName } from "./customer-name";
import { ProfileCard } from "./profile-card";
import { RunsCard } from "./runs-card";
import { Standing } from "./standing";

/** One customer: where they stand and why, everything that happened to them, and what they agreed to. */
export function CustomerPage({ id }: { id: string }) {
  const customer = useCustomer(id);
  // Asked for at once, not one after the other: what they show is put where it belongs once the customer is known.
  useWhy(id);
  useTimeline(id, null);
  if (customer.data) return <Loaded customer={customer.data} reference={id} />;
  if (!customer.error) return <PageSkeleton />;
  return (
    <Page>
      <ErrorState
        error={customer.error}
        onRetry={() => void customer.refetch()}
        title="This customer cannot be shown"
      />
    </Page>
  );
}

function Loaded({ customer, reference }: { customer: CustomerProfile; reference: string }) {
  const name = customerName(customer);
  return (
    <Page>
      <PageHeader
        back={{ href: "/customers", label: "Customers" }}
        title={name}
        badge={customer.demo ? <Badge>Demo data</Badge> : null}
        actions={<Actions customer={customer} name={name} />}
      />
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-5">
          <Standing customerId={reference} runs={customer.runs} />
          <Timeline customerId={reference} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ProfileCard customer={customer} />
          <ConsentCard customer={customer} />
          <CodesCard codes={customer.vouchers} total={customer.counts.vouchers} />
          <RunsCard runs={customer.runs} total={customer.counts.runs} />
        </div>
      </div>
    </Page>
  );
}

function Actions({ customer, name }: { customer: CustomerProfile; name: string }) {
  const [erasing, setErasing] = useState(false);
  const erase = useEraseCustomer(customer.id);
  const router = useRouter();
  const can = useCan();
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="More about this customer">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Mails />} href={`/messages?customer=${customer.id}`}>
          Show their messages
        </MenuItem>
        <MenuItem
          icon={<Eraser />}
          danger
          disabled={!can("customers:write")}
          onSelect={() => setErasing(true)}
        >
          Erase this person
        </MenuItem>
      </DropdownMenu>
      <ConfirmDialog
        open={erasing}
        onOpenChange={setErasing}
        danger
        title={`Erase ${name}`}
        verb="Erase for good"
        typeToConfirm={customer.email ?? customer.externalId ?? name}
        consequences={
          <>
            {customer.activeRuns > 0 ? `They leave ${plural(customer.activeRuns, "flow")} now. ` : ""}
            Nothing more is sent to them. Their profile, {plural(customer.counts.events, "event")} and the
            texts of {plural(customer.counts.messages, "message")} are removed and cannot be brought back.
            Counts and revenue stay.
          </>
        }
        onConfirm={async () => {
          await erase.mutateAsync();
          toast.success(`${name} was erased`);
          router.push("/customers");
        }}
      />
    </>
  );
}
