"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown, Plus, X } from "lucide-react";
import { Popover as Primitive } from "radix-ui";
import { type ReactNode, type Ref, useState } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { menuItemLook } from "@/components/ui/menu-look";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/utils/cn";

export type ComboboxOption = {
  value: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
  group?: string;
};

type ComboboxProps = {
  value: string | null | undefined;
  onChange: (value: string | null) => void;
  onBlur?: () => void;
  options: readonly ComboboxOption[];
  /** Given: the list is searched outside (a server). Called with what is typed; pass the found as `options`. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  /** Shown for a value that is not among the options (an async list that does not hold it now). */
  selectedLabel?: string;
  placeholder?: string;
  searchPlaceholder?: string;
  emptyText?: string;
  /** Offers what was typed as a value of its own. */
  allowCustom?: boolean;
  /** Offers to empty it. */
  clearable?: boolean;
  disabled?: boolean;
  name?: string;
  className?: string;
  id?: string;
  "aria-label"?: string;
  ref?: Ref<HTMLButtonElement>;
};

/** One of many, found by typing. */
export function Combobox({
  value,
  onChange,
  onBlur,
  options,
  onSearch,
  loading = false,
  selectedLabel,
  placeholder = "Choose",
  searchPlaceholder = "Search",
  emptyText = "Nothing found",
  allowCustom = false,
  clearable = false,
  disabled,
  className,
  ref,
  ...own
}: ComboboxProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const link = useFieldControl(own);
  const current = options.find((option) => option.value === value);
  const label = current?.label ?? selectedLabel ?? value;
  const custom = text.trim();
  const groups = [...new Set(options.map((option) => option.group))];

  const change = (next: boolean) => {
    setOpen(next);
    if (next) return;
    setText("");
    onSearch?.("");
    onBlur?.();
  };
  const choose = (next: string | null) => {
    onChange(next);
    change(false);
  };
  const search = (next: string) => {
    setText(next);
    onSearch?.(next);
  };

  return (
    <Primitive.Root open={open} onOpenChange={change}>
      <Primitive.Trigger
        ref={ref}
        {...link}
        type="button"
        role="combobox"
        aria-expanded={open}
        aria-label={own["aria-label"]}
        disabled={disabled}
        className={cn(
          "control flex h-8 w-full min-w-0 items-center justify-between gap-2 px-2.5 text-left text-sm",
          className,
        )}
      >
        <span
          className={cn(
            "flex min-w-0 items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0",
            !label && "text-faint",
          )}
        >
          {current?.icon}
          <span className="truncate" dir="auto">
            {label || placeholder}
          </span>
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-muted" aria-hidden />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={own["aria-label"] ?? placeholder}
          className="z-50 w-max min-w-(--radix-popover-trigger-width) max-w-96 animate-in overflow-hidden rounded-md border border-line-strong bg-raised shadow-float focus:outline-none"
        >
          <Command shouldFilter={!onSearch} loop label={searchPlaceholder}>
            <div className="flex items-center gap-2 border-line border-b px-2.5">
              <Command.Input
                value={text}
                onValueChange={search}
                placeholder={searchPlaceholder}
                className="h-9 min-w-0 flex-1 bg-transparent text-sm outline-none"
              />
              {loading ? <Spinner className="text-muted" /> : null}
            </div>
            <Command.List className="max-h-72 overflow-y-auto p-1">
              {allowCustom ? null : (
                <Command.Empty className="px-2 py-4 text-center text-muted">
                  {loading ? "Searching" : emptyText}
                </Command.Empty>
              )}
              {clearable && value ? (
                <Command.Item
                  value="__clear"
                  keywords={["clear"]}
                  onSelect={() => choose(null)}
                  className={itemLook}
                >
                  <X aria-hidden />
                  <span className="text-muted">Clear</span>
                </Command.Item>
              ) : null}
              {groups.map((group) => (
                <Command.Group key={group ?? ""} heading={group} className={groupLook}>
                  {options
                    .filter((option) => option.group === group)
                    .map((option) => (
                      <Command.Item
                        key={option.value}
                        value={option.value}
                        keywords={[option.label, option.hint ?? ""]}
                        onSelect={() => choose(option.value)}
                        className={itemLook}
                      >
                        {option.icon}
                        <span className="min-w-0 flex-1">
                          <span className="block truncate" dir="auto">
                            {option.label}
                          </span>
                          {option.hint ? (
                            <span className="block truncate text-muted text-xs">{option.hint}</span>
                          ) : null}
                        </span>
                        {option.value === value ? <Check aria-hidden /> : null}
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
              {allowCustom && custom && !options.some((option) => option.value === custom) ? (
                <Command.Item
                  value={`__custom ${custom}`}
                  keywords={[custom]}
                  onSelect={() => choose(custom)}
                  className={itemLook}
                >
                  <Plus aria-hidden />
                  <span className="min-w-0 flex-1 truncate">Use “{custom}”</span>
                </Command.Item>
              ) : null}
            </Command.List>
          </Command>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const itemLook = cn(menuItemLook, "data-[disabled=true]:opacity-50 data-[selected=true]:bg-hover");
const groupLook =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs";
