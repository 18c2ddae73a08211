"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

export type ProviderChoice = { id: string; name: string };

/** The ways in that go over an outside provider; nothing when none is set up. */
export function ProviderButtons({ providers, next }: { providers: readonly ProviderChoice[]; next: string }) {
  const [leaving, setLeaving] = useState<string | null>(null);
  if (providers.length === 0) return null;
  return (
    <div className="mt-5 flex flex-col gap-2">
      <p className="flex items-center gap-3 text-faint text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          size="lg"
          className="w-full"
          loading={leaving === id}
          onClick={() => {
            setLeaving(id);
            void signIn(id, { callbackUrl: next });
          }}
        >
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}
