import type { Metadata } from "next";
import { DefinitionPage } from "@/components/events/definition-page";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  return <DefinitionPage id={(await params).id} />;
}
