import type { Metadata } from "next";
import { DistributionPage } from "@/components/distributions/distribution-page";

export const metadata: Metadata = { title: "Distribution" };

export default async function OneDistributionPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <DistributionPage id={id} />;
}
