import type { Metadata } from "next";
import { Suspense } from "react";
import { MessageList } from "@/components/messages/message-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Messages" };

export default function MessagesPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <MessageList />
    </Suspense>
  );
}
