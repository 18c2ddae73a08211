"use client";

import { Mail, MessageSquareText, Plus } from "lucide-react";
import { useState } from "react";
import { MailchimpCard } from "@/components/mailchimp/mailchimp-card";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { type ChannelConnection, useChannels } from "@/lib/client/queries/channels";
import { useDeniedReason } from "@/lib/client/queries/me";
import { ConnectionRow } from "./connection-row";
import { ConnectionSheet } from "./connection-sheet";
import { TestDialog } from "./test-dialog";

const CHANNELS = [
  {
    channel: "email",
    title: "E-mail",
    icon: <Mail />,
    empty: "Connect an SMTP server or Resend. Until then, e-mail steps wait.",
  },
  {
    channel: "sms",
    title: "SMS",
    icon: <MessageSquareText />,
    empty: "Connect Twilio, or any gateway that takes an HTTP request. Until then, SMS steps wait.",
  },
] as const;

/** The provider accounts that messages go out through. */
export function ChannelsScreen() {
  const channels = useChannels();
  const denied = useDeniedReason()("channels:write", "connect providers");
  const [open, setOpen] = useState<{ channel: "email" | "sms"; connection: ChannelConnection | null } | null>(
    null,
  );
  const [testing, setTesting] = useState<ChannelConnection | null>(null);

  return (
    <Page width="narrow" className="mx-0">
      <PageHeader
        title="Channels"
        description="Messages go out through the default connection of their channel."
      />
      {channels.error && !channels.data ? (
        <ErrorState error={channels.error} onRetry={() => void channels.refetch()} />
      ) : (
        CHANNELS.map(({ channel, title, icon, empty }) => {
          const own = channels.data?.filter((one) => one.channel === channel);
          const connect = (
            <Button size="sm" disabledReason={denied} onClick={() => setOpen({ channel, connection: null })}>
              <Plus aria-hidden />
              Connect a provider
            </Button>
          );
          return (
            <Card key={channel} title={title} actions={own && own.length > 0 ? connect : undefined} flush>
              {!own ? (
                <Skeleton className="m-4 h-16" />
              ) : own.length === 0 ? (
                <EmptyState
                  icon={icon}
                  title={`No ${channel === "email" ? "e-mail" : "SMS"} yet`}
                  action={connect}
                >
                  {empty}
                </EmptyState>
              ) : (
                <ul className="divide-y divide-line">
                  {own.map((connection) => (
                    <ConnectionRow
                      key={connection.id}
                      connection={connection}
                      deniedReason={denied}
                      onEdit={() => setOpen({ channel, connection })}
                      onTest={() => setTesting(connection)}
                    />
                  ))}
                </ul>
              )}
            </Card>
          );
        })
      )}
      <MailchimpCard deniedReason={denied} />
      {open ? (
        <ConnectionSheet
          channel={open.channel}
          connection={open.connection}
          onClose={() => setOpen(null)}
          onSaved={(connection) => {
            setOpen(null);
            if (!open.connection) setTesting(connection);
          }}
        />
      ) : null}
      {testing ? <TestDialog connection={testing} onClose={() => setTesting(null)} /> : null}
    </Page>
  );
}
