"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ReactNode, Ref } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { cn } from "@/lib/utils/cn";

export type SelectOption<V extends string = string> = {
  value: V;
  label: string;
  /** A second line under the label. */
  hint?: string;
  icon?: ReactNode;
  disabled?: boolean;
  /** Options of one group stand together under its name. */
  group?: string;
};

/** One of a few. For more than about twelve, or for a search, take Combobox. */
export function Select<V extends string>({
  value,
  onChange,
  onBlur,
  options,
  placeholder = "Choose",
  disabled,
  className,
  name,
  ref,
  ...own
}: {
  value: V | undefined | null;
  onChange: (value: V) => void;
  onBlur?: () => void;
  options: readonly SelectOption<V>[];
  placeholder?: string;
  disabled?: boolean;
  className?: string;
  name?: string;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  ref?: Ref<HTMLButtonElement>;
}) {
  const link = useFieldControl(own);
  const groups = [...new Set(options.map((option) => option.group))];
  const current = options.find((option) => option.value === value);
  return (
    <Primitive.Root
      value={value ?? ""}
      onValueChange={(next) => onChange(next as V)}
      onOpenChange={(open) => !open && onBlur?.()}
      disabled={disabled}
      name={name}
    >
      <Primitive.Trigger
        ref={ref}
        {...link}
        aria-label={own["aria-label"]}
        className={cn(
          "control flex h-8 w-full min-w-0 items-center justify-between gap-2 px-2.5 text-left text-sm data-placeholder:text-faint",
          className,
        )}
      >
        <span className="flex min-w-0 items-center gap-2 truncate [&_svg]:size-4 [&_svg]:shrink-0">
          {current?.icon}
          <span className="truncate">
            <Primitive.Value placeholder={placeholder}>{current?.label}</Primitive.Value>
          </span>
        </span>
        <Primitive.Icon asChild>
          <ChevronDown className="size-4 shrink-0 text-muted" aria-hidden />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-96 animate-in overflow-hidden rounded-md border border-line-strong bg-raised shadow-float"
        >
          <Primitive.Viewport className="p-1">
            {groups.map((group) => (
              <Primitive.Group key={group ?? ""}>
                {group ? (
                  <Primitive.Label className="px-2 pt-2 pb-1 font-medium text-muted text-xs">
                    {group}
                  </Primitive.Label>
                ) : null}
                {options
                  .filter((option) => option.group === group)
                  .map((option) => (
                    <Item key={option.value} option={option} />
                  ))}
              </Primitive.Group>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Item({ option }: { option: SelectOption }) {
  return (
    <Primitive.Item
      value={option.value}
      disabled={option.disabled}
      className="flex cursor-pointer select-none items-start gap-2 rounded-sm py-1.5 pr-8 pl-2 text-sm outline-none data-disabled:cursor-not-allowed data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {option.icon}
      <span className="min-w-0">
        <Primitive.ItemText>{option.label}</Primitive.ItemText>
        {option.hint ? <span className="block text-muted text-xs">{option.hint}</span> : null}
      </span>
      <Primitive.ItemIndicator className="absolute right-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}
