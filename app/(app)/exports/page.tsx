import type { Metadata } from "next";
import { ExportList } from "@/components/exports/export-list";

export const metadata: Metadata = { title: "Exports" };

export default function ExportsPage() {
  return <ExportList />;
}
