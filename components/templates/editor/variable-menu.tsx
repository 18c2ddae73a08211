"use client";

import { Braces } from "lucide-react";
import { DropdownMenu, MenuItem, MenuLabel } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { TEMPLATE_VARIABLES, type TemplateVariable } from "@/lib/domain/message/variables";

const GROUPS = [...new Set(TEMPLATE_VARIABLES.map(({ group }) => group))];

/** Offers what a template can say about each customer. */
export function VariableMenu({
  onChoose,
  disabled = false,
  label = "Insert a variable",
}: {
  onChoose: (variable: TemplateVariable) => void;
  disabled?: boolean;
  label?: string;
}) {
  return (
    <DropdownMenu
      trigger={
        <IconButton label={label} disabled={disabled} size="sm">
          <Braces />
        </IconButton>
      }
    >
      {GROUPS.map((group) => (
        <div key={group}>
          <MenuLabel>{group}</MenuLabel>
          {TEMPLATE_VARIABLES.filter((variable) => variable.group === group).map((variable) => (
            <MenuItem key={variable.path} onSelect={() => onChoose(variable)} hint={variable.example}>
              {variable.label}
            </MenuItem>
          ))}
        </div>
      ))}
    </DropdownMenu>
  );
}
