/** The look that menus, popovers and context menus share. */
export const menuLook =
  "z-50 min-w-44 max-w-80 animate-in rounded-md border border-line-strong bg-raised p-1 text-sm shadow-float focus:outline-none";

/** One line of a menu. */
export const menuItemLook =
  "flex w-full cursor-pointer select-none items-start gap-2 rounded-sm px-2 py-1.5 text-left text-sm outline-none data-highlighted:bg-hover data-disabled:not-data-[disabled=false]:cursor-not-allowed data-disabled:not-data-[disabled=false]:opacity-50 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0";
