import { exportFlow } from "@/lib/client/queries/flows";

/** Hands a flow's drawing to the browser as a file that another workspace can import. */
export async function downloadFlow({ id, name }: { id: string; name: string }): Promise<void> {
  const file = await exportFlow(id);
  const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").toLowerCase() || "flow"}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
