"use client";

import { PencilRuler } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Spinner } from "@/components/ui/spinner";
import { useCreateFlow } from "@/lib/client/queries/flows";
import { STARTERS, type StarterId } from "@/lib/domain/flow/starters";
import { StarterPicture } from "./starter-picture";

type Choice = "scratch" | StarterId;

/** Start from scratch or from a starter. A starter's templates and coupons are chosen on the canvas, where each open one is a listed problem. */
export function CreateFlowDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const create = useCreateFlow();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const start = async (choice: Choice) => {
    if (chosen) return;
    setChosen(choice);
    try {
      const flow = await create.mutateAsync(choice === "scratch" ? {} : { starter: { id: choice } });
      router.push(`/flows/${flow.id}`);
    } catch {
      setChosen(null);
    }
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title="Create a flow"
      description="You can change every step before anybody enters."
    >
      {create.error && !chosen ? (
        <ErrorState error={create.error} title="The flow could not be created" />
      ) : null}
      <ul className="grid gap-3 sm:grid-cols-2">
        <StartCard
          title="Start from scratch"
          picture={<PencilRuler className="size-6 text-muted" aria-hidden />}
          busy={chosen === "scratch"}
          onStart={() => void start("scratch")}
        >
          An empty canvas. Begin with the event that lets customers enter.
        </StartCard>
        {STARTERS.map((starter) => (
          <StartCard
            key={starter.id}
            title={starter.name}
            picture={<StarterPicture document={starter.document({})} />}
            busy={chosen === starter.id}
            onStart={() => void start(starter.id)}
          >
            {starter.description}
          </StartCard>
        ))}
      </ul>
    </Dialog>
  );
}

type StartCardProps = {
  title: string;
  picture: ReactNode;
  busy: boolean;
  onStart: () => void;
  children: ReactNode;
};

function StartCard({ title, picture, busy, onStart, children }: StartCardProps) {
  return (
    <li className="flex">
      <button
        type="button"
        onClick={onStart}
        className="flex w-full flex-col gap-3 rounded-lg border border-line bg-surface p-4 text-left hover:border-line-strong hover:bg-hover"
      >
        <span className="flex h-24 w-full items-center justify-center overflow-hidden rounded-md bg-sunken">
          {busy ? <Spinner /> : picture}
        </span>
        <span className="flex flex-col gap-1">
          <span className="font-medium">{title}</span>
          <span className="text-muted text-sm">{children}</span>
        </span>
      </button>
    </li>
  );
}
