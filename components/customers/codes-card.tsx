"use client";

import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CustomerProfile } from "@/lib/client/queries/customers";

type Code = CustomerProfile["vouchers"][number];

const TONES: Record<Code["status"], BadgeTone> = {
  valid: "ok",
  used: "coupon",
  expired: "neutral",
  "taken back": "neutral",
  "switched off": "warn",
};

/** The codes a customer was given, newest first, and what has become of each. */
export function CodesCard({ codes, total }: { codes: readonly Code[]; total: number }) {
  return (
    <Card
      title="Codes"
      description={codes.length < total ? `The newest ${codes.length} of ${total}` : undefined}
    >
      {codes.length === 0 ? (
        <p className="text-muted">No code was given to them yet.</p>
      ) : (
        <ul className="divide-y divide-line">
          {codes.map((code) => (
            <li key={`${code.code} ${code.publishedAt}`} className="py-2.5 first:pt-0 last:pb-0">
              <div className="flex items-center justify-between gap-3">
                <span className="flex min-w-0 items-center gap-1">
                  <span className="truncate font-mono text-sm">{code.code}</span>
                  <CopyButton value={code.code} what="code" />
                </span>
                <Badge tone={TONES[code.status]}>{code.status}</Badge>
              </div>
              <p className="mt-0.5 truncate text-muted text-xs">
                {code.discount} · {code.campaignName}
              </p>
              <p className="text-faint text-xs">
                Given <RelativeTime at={code.publishedAt} />
                {code.expiresAt && code.status === "valid" ? (
                  <>
                    , valid until <RelativeTime at={code.expiresAt} />
                  </>
                ) : null}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
