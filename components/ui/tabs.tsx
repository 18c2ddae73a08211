"use client";

import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/utils/cn";

/** Parts of one screen of which one is seen. `items` are the tabs in order; each holds its own content. */
export function Tabs<V extends string>({
  value,
  defaultValue,
  onChange,
  items,
  label,
  className,
}: {
  value?: V;
  defaultValue?: V;
  onChange?: (value: V) => void;
  items: readonly {
    value: V;
    label: ReactNode;
    count?: ReactNode;
    content?: ReactNode;
    disabled?: boolean;
  }[];
  /** What the tabs choose between, for screen readers. */
  label: string;
  className?: string;
}) {
  return (
    <Primitive.Root
      value={value}
      defaultValue={value === undefined ? (defaultValue ?? items[0]?.value) : undefined}
      onValueChange={(next) => onChange?.(next as V)}
      className={cn("flex min-w-0 flex-col gap-4", className)}
    >
      <Primitive.List aria-label={label} className="flex gap-5 overflow-x-auto border-line border-b">
        {items.map((item) => (
          <Primitive.Trigger
            key={item.value}
            value={item.value}
            disabled={item.disabled}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-muted text-sm transition-colors hover:text-ink focus-visible:outline-offset-[-2px] disabled:opacity-50 data-[state=active]:border-ink data-[state=active]:text-ink"
          >
            {item.label}
            {item.count === undefined ? null : (
              <span className="tabular font-normal text-faint text-xs">{item.count}</span>
            )}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {items.map((item) => (
        <TabPanel key={item.value} value={item.value}>
          {item.content}
        </TabPanel>
      ))}
    </Primitive.Root>
  );
}

function TabPanel(props: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content {...props} className="min-w-0 rounded-sm" />;
}
