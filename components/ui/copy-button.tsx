"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

/** Copies a text. `what` completes the label: "Copy code". With `text` the label is written out. */
export function CopyButton({
  value,
  what,
  text = false,
  size = "sm",
  className,
}: {
  value: string;
  what?: string;
  text?: boolean;
  size?: "sm" | "md";
  className?: string;
}) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast.error("The browser did not allow copying", {
        description: "Select the text and copy it by hand.",
      });
    }
  };
  const label = copied ? "Copied" : what ? `Copy ${what}` : "Copy";
  const icon = copied ? <Check className="text-ok" aria-hidden /> : <Copy aria-hidden />;
  return (
    <>
      {text ? (
        <Button size={size} onClick={copy} className={className}>
          {icon}
          {label}
        </Button>
      ) : (
        <IconButton label={label} size={size} onClick={copy} className={className}>
          {icon}
        </IconButton>
      )}
      <span className="sr-only" role="status">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}
