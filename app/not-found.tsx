import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 p-8 text-center">
      <Logo className="mb-4" />
      <h1 className="font-semibold text-lg">This place is not on the map</h1>
      <p className="max-w-md text-muted">
        Nothing is at this address, or it belongs to another workspace. Check the link, or start again from
        the flows.
      </p>
      <Button asChild variant="primary" className="mt-3">
        <Link href="/flows">Go to flows</Link>
      </Button>
    </main>
  );
}
