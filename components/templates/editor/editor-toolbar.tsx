"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  AlignCenter,
  AlignLeft,
  AlignRight,
  Bold,
  Italic,
  Link as LinkIcon,
  List,
  ListOrdered,
  type LucideIcon,
  Redo2,
  Strikethrough,
  Underline,
  Undo2,
} from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { useModKey } from "@/components/ui/use-mod-key";
import { cn } from "@/lib/utils/cn";
import { LinkPopover } from "./link-popover";
import { VariableMenu } from "./variable-menu";

/** What can be done with the text that is selected. */
export function EditorToolbar({ editor, disabled }: { editor: Editor | null; disabled: boolean }) {
  const mod = useModKey();
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current?.isActive("bold") ?? false,
      italic: current?.isActive("italic") ?? false,
      underline: current?.isActive("underline") ?? false,
      strike: current?.isActive("strike") ?? false,
      bullets: current?.isActive("bulletList") ?? false,
      numbers: current?.isActive("orderedList") ?? false,
      link: current?.isActive("link") ?? false,
      alignment: String(
        current?.getAttributes("paragraph").alignment ??
          current?.getAttributes("heading").alignment ??
          current?.getAttributes("button").alignment ??
          "left",
      ),
      canUndo: current?.can().undo() ?? false,
      canRedo: current?.can().redo() ?? false,
    }),
  });
  if (!editor || !state) return <div className="h-9" />;
  const chain = () => editor.chain().focus();
  const toggle = (label: string, icon: LucideIcon, pressed: boolean, run: () => void) => (
    <Toggle key={label} label={label} icon={icon} pressed={pressed} disabled={disabled} onPress={run} />
  );

  return (
    <div role="toolbar" aria-label="Text" className="flex flex-wrap items-center gap-0.5">
      {toggle(`Bold, ${mod} B`, Bold, state.bold, () => chain().toggleBold().run())}
      {toggle(`Italic, ${mod} I`, Italic, state.italic, () => chain().toggleItalic().run())}
      {toggle(`Underline, ${mod} U`, Underline, state.underline, () => chain().toggleUnderline().run())}
      {toggle("Strike through", Strikethrough, state.strike, () => chain().toggleStrike().run())}
      <LinkPopover
        editor={editor}
        trigger={
          <IconButton
            label="Link"
            size="sm"
            disabled={disabled}
            aria-pressed={state.link}
            className={cn(state.link && "bg-selected")}
          >
            <LinkIcon />
          </IconButton>
        }
      />
      <Gap />
      {toggle("Points", List, state.bullets, () => chain().toggleBulletList().run())}
      {toggle("Numbered points", ListOrdered, state.numbers, () => chain().toggleOrderedList().run())}
      <Gap />
      {(
        [
          ["left", "Align left", AlignLeft],
          ["center", "Centre", AlignCenter],
          ["right", "Align right", AlignRight],
        ] as const
      ).map(([alignment, label, icon]) =>
        toggle(label, icon, state.alignment === alignment, () => chain().setAlignment(alignment).run()),
      )}
      <Gap />
      <VariableMenu
        disabled={disabled}
        onChoose={({ path, fallback }) =>
          chain()
            .insertContent({ type: "variable", attrs: { path, fallback: fallback ?? "" } })
            .run()
        }
      />
      <Gap />
      <IconButton
        label={`Undo, ${mod} Z`}
        size="sm"
        disabled={disabled || !state.canUndo}
        onClick={() => chain().undo().run()}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label={`Redo, ${mod} Shift Z`}
        size="sm"
        disabled={disabled || !state.canRedo}
        onClick={() => chain().redo().run()}
      >
        <Redo2 />
      </IconButton>
    </div>
  );
}

function Toggle({
  label,
  icon: Icon,
  pressed,
  disabled,
  onPress,
}: {
  label: string;
  icon: LucideIcon;
  pressed: boolean;
  disabled: boolean;
  onPress: () => void;
}) {
  return (
    <IconButton
      label={label}
      size="sm"
      disabled={disabled}
      aria-pressed={pressed}
      className={cn(pressed && "bg-selected")}
      // The text keeps its selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <Icon />
    </IconButton>
  );
}

function Gap() {
  return <span className="mx-1 h-5 w-px bg-line" aria-hidden />;
}
