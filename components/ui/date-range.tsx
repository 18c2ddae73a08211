"use client";

import { CalendarDays, Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useFormats } from "@/components/ui/format-context";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { cn } from "@/lib/utils/cn";
import { type DateRange, describeDateRange, RANGE_PRESETS, type RangePreset } from "@/lib/utils/date-range";

/** Over which time the numbers of a screen speak. Ready-made ranges, or two dates of the workspace's zone. */
export function DateRangePicker({
  value,
  onChange,
  presets = RANGE_PRESETS,
  className,
}: {
  value: DateRange;
  onChange: (range: DateRange) => void;
  presets?: readonly RangePreset[];
  className?: string;
}) {
  const [open, setOpen] = useState(false);
  const { timeZone } = useFormats();
  const choose = (range: DateRange) => {
    onChange(range);
    setOpen(false);
  };
  return (
    <Popover
      label="Time range"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="p-1"
      trigger={
        <Button className={className} aria-label={`Time range: ${describeDateRange(value)}`}>
          <CalendarDays aria-hidden />
          {describeDateRange(value)}
          <ChevronDown className="text-muted" aria-hidden />
        </Button>
      }
    >
      <ul>
        {presets.map((preset) => {
          const current = "preset" in value && value.preset === preset;
          return (
            <li key={preset}>
              <button
                type="button"
                aria-pressed={current}
                onClick={() => choose({ preset })}
                className={cn(
                  "flex h-8 w-full items-center justify-between rounded-sm px-2 text-left hover:bg-hover",
                  current && "font-medium",
                )}
              >
                {describeDateRange({ preset })}
                {current ? <Check className="size-4" aria-hidden /> : null}
              </button>
            </li>
          );
        })}
      </ul>
      <CustomRange value={value} onChoose={choose} timeZone={timeZone} />
    </Popover>
  );
}

function CustomRange({
  value,
  onChoose,
  timeZone,
}: {
  value: DateRange;
  onChoose: (range: DateRange) => void;
  timeZone: string;
}) {
  const [from, setFrom] = useState("preset" in value ? "" : value.from);
  const [to, setTo] = useState("preset" in value ? "" : value.to);
  const reversed = from !== "" && to !== "" && from > to;
  return (
    <form
      className="mt-1 flex flex-col gap-3 border-line border-t p-2 pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (from && to && !reversed) onChoose({ from, to });
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Field label="From">
          <Input
            type="date"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            className="px-1.5 text-xs"
          />
        </Field>
        <Field label="To" error={reversed ? "This is before the start." : undefined}>
          <Input
            type="date"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            className="px-1.5 text-xs"
          />
        </Field>
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="truncate text-faint text-xs">Days in {timeZone}</span>
        <Button
          type="submit"
          size="sm"
          disabledReason={
            !from || !to ? "Choose both days." : reversed ? "The end is before the start." : null
          }
        >
          Show these days
        </Button>
      </div>
    </form>
  );
}
