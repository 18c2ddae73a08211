"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { Distribution } from "@/lib/client/queries/distributions";
import { useFlowReferences } from "@/lib/client/queries/flows";
import type { Audience } from "@/lib/domain/distribution/setup";
import { filterWords } from "@/lib/domain/flow/filter-words";
import { CHANNEL_LOOK } from "./channel-look";
import type { StageId } from "./stage-list";

const NO_NAMES = { template: () => null, campaign: () => null };
const PERMISSION = {
  none: "Not asked for",
  email: "Only who agreed to marketing by e-mail",
  sms: "Only who agreed to marketing by SMS",
} as const;

/** What a distribution does, line by line. `onChange` leads to the stage where a line is decided. */
export function SetupSummary({
  distribution,
  onChange,
}: {
  distribution: Distribution;
  onChange?: (stage: StageId) => void;
}) {
  const { setup, campaign, template, segment } = distribution;
  const { audience } = setup;
  const topics = useFlowReferences().data?.topics;
  const line = (stage: StageId, label: string, value: ReactNode, missing = "Not chosen yet") => (
    <div className="flex items-baseline gap-4 py-2.5">
      <dt className="w-40 shrink-0 text-muted">{label}</dt>
      <dd className="min-w-0 flex-1 break-words" dir="auto">
        {value || <span className="text-warn">{missing}</span>}
      </dd>
      {onChange ? (
        <dd>
          <button
            type="button"
            onClick={() => onChange(stage)}
            className="rounded-sm text-muted text-xs underline-offset-2 hover:text-ink hover:underline"
          >
            Change<span className="sr-only"> {label.toLowerCase()}</span>
          </button>
        </dd>
      ) : null}
    </div>
  );
  return (
    <dl className="-my-2.5 divide-y divide-line text-sm">
      {line("type", "Type", setup.type === "manual" ? "Manual, once" : "Auto messages")}
      {line("channel", "Channel", setup.channel ? CHANNEL_LOOK[setup.channel].word : null)}
      {line(
        "audience",
        "Audience",
        audience.kind === "event" ? (
          <EventAudience audience={audience} />
        ) : (
          segment && <SegmentAudience setup={setup} segment={segment} />
        ),
      )}
      {line("audience", "Marketing permission", PERMISSION[setup.permission])}
      {setup.topic === null || setup.channel === "webhook"
        ? null
        : line("audience", "Topic", topics?.find(({ key }) => key === setup.topic)?.name ?? setup.topic)}
      {line(
        "audience",
        "Per customer",
        setup.repeat === "once" ? "One code" : "One code each time, at most one a day",
      )}
      {line(
        "campaign",
        "Campaign",
        campaign ? (
          <>
            <Link
              href={`/campaigns/${campaign.id}`}
              className="font-medium underline-offset-2 hover:underline"
            >
              {campaign.name}
            </Link>
            <span className="text-step-coupon"> {campaign.discountText}</span>
          </>
        ) : null,
      )}
      {setup.channel === "webhook"
        ? line("message", "Address", setup.webhookUrl, "Not written yet")
        : line(
            "message",
            "Message",
            template ? (
              <Link
                href={`/templates/${template.id}`}
                className="font-medium underline-offset-2 hover:underline"
              >
                {template.name}
              </Link>
            ) : null,
          )}
    </dl>
  );
}

function EventAudience({ audience }: { audience: Extract<Audience, { kind: "event" }> }) {
  if (audience.eventName === "") return <span className="text-warn">Not chosen yet</span>;
  const only = filterWords(audience.filter, audience.eventName, NO_NAMES);
  return (
    <>
      Customers to whom <span className="font-medium">{audience.eventName}</span> happens
      {only ? <span className="block text-muted text-xs">{only}</span> : null}
    </>
  );
}

function SegmentAudience({
  setup,
  segment,
}: {
  setup: Distribution["setup"];
  segment: NonNullable<Distribution["segment"]>;
}) {
  const link = (
    <Link href={`/segments/${segment.id}`} className="font-medium underline-offset-2 hover:underline">
      {segment.name}
    </Link>
  );
  if (setup.type === "manual") return <>Customers who belong to {link}</>;
  return (
    <>
      Customers who enter {link}
      {setup.members ? ", and those who belong to it at the start" : null}
    </>
  );
}
