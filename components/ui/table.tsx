import type { ComponentProps } from "react";
import { cn } from "@/lib/utils/cn";

/** A plain table for a few rows of known shape. For lists that page and sort take DataTable. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return (
    <div className="w-full overflow-x-auto">
      <table className={cn("w-full border-separate border-spacing-0 text-sm", className)} {...rest} />
    </div>
  );
}

/** A heading cell; `numeric` aligns it with its figures. */
export function Th({ className, numeric = false, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 whitespace-nowrap border-line border-b px-3 text-left font-medium text-muted text-xs",
        numeric && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

/** A cell; `numeric` aligns figures to the right. */
export function Td({ className, numeric = false, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        "border-line border-b px-3 py-2 align-middle",
        numeric && "tabular text-right",
        className,
      )}
      {...rest}
    />
  );
}
