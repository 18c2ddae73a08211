"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { BookUser, Plus, Search, Waypoints } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type ReactNode, useEffect, useState } from "react";
import { NAV_GROUPS } from "@/components/shell/nav-items";
import { searchEverything } from "@/components/shell/search-everything";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { useDebounced } from "@/components/ui/use-debounced";
import { can, type Me } from "@/lib/client/queries/me";

/** Ctrl or Cmd K: go to a screen, find a flow or a customer, start a flow. */
export function CommandPalette({
  me,
  open,
  onOpenChange,
}: {
  me: Me;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      onOpenChange(!open);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [open, onOpenChange]);

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[14dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] animate-in overflow-hidden rounded-lg border border-line bg-raised shadow-modal"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Palette me={me} onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ me, onDone }: { me: Me; onDone: () => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const term = useDebounced(text.trim(), 150);
  const found = useQuery({
    queryKey: ["command-palette", term],
    queryFn: ({ signal }) => searchEverything(term, signal),
    enabled: term.length > 1,
    placeholderData: (previous) => (term.length > 1 ? previous : undefined),
  });
  const go = (href: string) => {
    onDone();
    router.push(href);
  };
  const matches = (label: string) => label.toLowerCase().includes(text.trim().toLowerCase());
  const screens = NAV_GROUPS.flatMap((group) => group.items).filter((item) => matches(item.label));
  const mayCreate = can(me, "flows:write") && matches("Create a flow");
  const { flows = [], customers = [] } = found.data ?? {};

  return (
    <Command shouldFilter={false} label="Search and commands" loop>
      <div className="flex items-center gap-2.5 border-line border-b px-4 text-muted">
        <Search className="size-4 shrink-0" aria-hidden />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Find a flow or a customer, or go to a screen"
          className="h-12 min-w-0 flex-1 bg-transparent text-ink text-sm outline-none"
        />
        {found.isFetching ? <Spinner /> : null}
      </div>
      <Command.List className="max-h-[52dvh] overflow-y-auto p-2">
        <Command.Empty className="px-3 py-8 text-center text-muted">
          {found.isFetching ? "Searching" : `Nothing here is called “${text.trim()}”.`}
        </Command.Empty>
        {flows.length > 0 ? (
          <Group label="Flows">
            {flows.map((flow) => (
              <Item
                key={flow.id}
                value={`flow-${flow.id}`}
                icon={<Waypoints />}
                onSelect={() => go(`/flows/${flow.id}`)}
              >
                {flow.label}
              </Item>
            ))}
          </Group>
        ) : null}
        {customers.length > 0 ? (
          <Group label="Customers">
            {customers.map((customer) => (
              <Item
                key={customer.id}
                value={`customer-${customer.id}`}
                icon={<BookUser />}
                hint={customer.hint}
                onSelect={() => go(`/customers/${customer.id}`)}
              >
                {customer.label}
              </Item>
            ))}
          </Group>
        ) : null}
        {mayCreate ? (
          <Group label="Do">
            <Item value="create-flow" icon={<Plus />} onSelect={() => go("/flows?create=1")}>
              Create a flow
            </Item>
          </Group>
        ) : null}
        {screens.length > 0 ? (
          <Group label="Go to">
            {screens.map((item) => (
              <Item key={item.href} value={item.href} icon={<item.icon />} onSelect={() => go(item.href)}>
                {item.label}
              </Item>
            ))}
          </Group>
        ) : null}
      </Command.List>
      <footer className="flex gap-4 border-line border-t px-4 py-2 text-faint text-xs" aria-hidden>
        <span className="flex items-center gap-1.5">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> choose
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd>Enter</Kbd> open
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd>Esc</Kbd> close
        </span>
      </footer>
    </Command>
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={label}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

function Item({
  value,
  icon,
  hint,
  onSelect,
  children,
}: {
  value: string;
  icon: ReactNode;
  hint?: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
    >
      {icon}
      <span className="truncate" dir="auto">
        {children}
      </span>
      {hint ? <span className="ml-auto truncate text-faint text-xs">{hint}</span> : null}
    </Command.Item>
  );
}
