"use client";

import type { Editor } from "@tiptap/core";
import { type ReactElement, useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { LinkField } from "./link-field";

/** Makes the selected text a link, changes where it leads, or takes the link away. */
export function LinkPopover({ editor, trigger }: { editor: Editor; trigger: ReactElement }) {
  const [open, setOpen] = useState(false);
  const [href, setHref] = useState("");
  const change = (next: boolean) => {
    if (next) setHref(String(editor.getAttributes("link").href ?? ""));
    setOpen(next);
  };
  const empty = editor.state.selection.empty && !editor.isActive("link");
  return (
    <Popover trigger={trigger} label="Link" open={open} onOpenChange={change} className="w-80">
      {empty ? (
        <p className="text-muted">Select the words that the link stands on first.</p>
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            editor.chain().focus().extendMarkRange("link").setLink({ href }).run();
            setOpen(false);
          }}
        >
          <LinkField label="Leads to" value={href} onChange={setHref} />
          <div className="flex justify-end gap-2">
            {editor.isActive("link") ? (
              <Button
                variant="ghost"
                onClick={() => {
                  editor.chain().focus().extendMarkRange("link").unsetLink().run();
                  setOpen(false);
                }}
              >
                Remove link
              </Button>
            ) : null}
            <Button type="submit" disabled={href.trim() === ""}>
              Set link
            </Button>
          </div>
        </form>
      )}
    </Popover>
  );
}
