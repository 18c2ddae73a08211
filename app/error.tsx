"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="flex min-h-[60dvh] flex-col items-center justify-center">
      <ErrorState
        title="This screen stopped working"
        error={
          new Error(error.digest ? `Note the number ${error.digest} when you ask for help.` : error.message)
        }
        onRetry={reset}
        action={
          <Button asChild>
            <Link href="/flows">Go to flows</Link>
          </Button>
        }
      />
    </main>
  );
}
