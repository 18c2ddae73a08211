"use client";

import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTheme } from "next-themes";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuSeparator,
} from "@/components/ui/dropdown-menu";
import type { Me } from "@/lib/client/queries/me";
import { cn } from "@/lib/utils/cn";

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ me, folded }: { me: Me; folded: boolean }) {
  const { theme, setTheme } = useTheme();
  const name = me.user.name || me.user.email;
  return (
    <DropdownMenu
      align="start"
      side="top"
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={`Account of ${name}`}
          className={cn(
            "flex h-8 min-w-0 items-center gap-2 rounded-md hover:bg-hover aria-expanded:bg-hover",
            folded ? "w-8 justify-center" : "flex-1 px-1.5",
          )}
        >
          <Avatar name={name} size="sm" />
          {folded ? null : (
            <span className="truncate text-left" dir="auto">
              {name}
            </span>
          )}
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium" dir="auto">
          {name}
        </p>
        <p className="truncate text-muted text-xs">
          {me.user.email} · {me.role}
        </p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup
        value={theme}
        onChange={setTheme}
        options={[
          { value: "light", label: "Light", icon: <Sun aria-hidden /> },
          { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
          { value: "system", label: "As the system", icon: <Monitor aria-hidden /> },
        ]}
      />
      <MenuSeparator />
      <MenuItem icon={<UserRound aria-hidden />} href="/settings/account">
        Account
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => signOut({ callbackUrl: "/login" })}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
