import { Plus } from "lucide-react";
import Link from "next/link";
import { Button, type ButtonProps } from "@/components/ui/button";

/** The way to the screen that makes a new thing, with the verb on it; who may not is told why. */
export function CreateLink({
  href,
  verb,
  denied,
  variant = "primary",
}: {
  href: string;
  verb: string;
  /** Why it cannot be done by whoever looks; null when it can. */
  denied: string | null;
  variant?: ButtonProps["variant"];
}) {
  const words = (
    <>
      <Plus aria-hidden />
      {verb}
    </>
  );
  return denied ? (
    <Button variant={variant} disabledReason={denied}>
      {words}
    </Button>
  ) : (
    <Button asChild variant={variant}>
      <Link href={href}>{words}</Link>
    </Button>
  );
}
