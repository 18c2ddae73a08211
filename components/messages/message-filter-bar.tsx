"use client";

import { X } from "lucide-react";
import { CustomerFilter } from "@/components/customers/customer-filter";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import { Toolbar } from "@/components/ui/toolbar";
import { useFlowNames } from "@/lib/client/queries/flow-names";
import type { MessageFilters } from "@/lib/client/queries/messages";
import { MESSAGE_REASONS, MESSAGE_STATUSES } from "@/lib/domain/message/status";
import { STATUS_WORDS } from "./message-status";

const ANY = "any";

/** Narrows the list by customer, channel, status, reason and flow. */
export function MessageFilterBar({
  filters,
  onChange,
}: {
  filters: MessageFilters;
  onChange: (next: MessageFilters) => void;
}) {
  const flows = useFlowNames();
  const pick = (name: keyof MessageFilters) => (value: string) =>
    onChange({ [name]: value === ANY ? undefined : value });
  const active = Object.values(filters).some(Boolean);

  return (
    <Toolbar
      end={
        active ? (
          <Button
            variant="ghost"
            onClick={() =>
              onChange({
                customer: undefined,
                channel: undefined,
                status: undefined,
                reason: undefined,
                flow: undefined,
                step: undefined,
              })
            }
          >
            <X aria-hidden />
            Clear filters
          </Button>
        ) : undefined
      }
    >
      <div className="w-56">
        <CustomerFilter value={filters.customer} onChange={(customer) => onChange({ customer })} />
      </div>
      <Select
        aria-label="Channel"
        className="w-36"
        value={filters.channel ?? ANY}
        onChange={pick("channel")}
        options={[
          { value: ANY, label: "Any channel" },
          { value: "email", label: "E-mail" },
          { value: "sms", label: "SMS" },
          { value: "webhook", label: "Webhook" },
        ]}
      />
      <Select
        aria-label="Status"
        className="w-36"
        value={filters.status ?? ANY}
        onChange={pick("status")}
        options={[
          { value: ANY, label: "Any status" },
          ...MESSAGE_STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status].label })),
        ]}
      />
      <Select
        aria-label="Reason"
        className="w-40"
        value={filters.reason ?? ANY}
        onChange={pick("reason")}
        options={[
          { value: ANY, label: "Any reason" },
          ...Object.entries(MESSAGE_REASONS).map(([value, { label: words }]) => ({ value, label: words })),
        ]}
      />
      <div className="w-52">
        <Combobox
          aria-label="Flow"
          value={filters.flow ?? null}
          placeholder="Any flow"
          selectedLabel={filters.flow ? "One flow" : undefined}
          clearable
          loading={flows.isFetching}
          options={(flows.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(flow) => onChange({ flow: flow ?? undefined })}
        />
      </div>
    </Toolbar>
  );
}
