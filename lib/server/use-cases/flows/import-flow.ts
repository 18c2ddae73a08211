import type { FlowDetail } from "@/lib/contracts/flows";
import { adopt, type PortableFlow } from "@/lib/domain/flow/portable";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readReferences } from "@/lib/server/db/flows/read-references";
import { transaction } from "@/lib/server/db/pool";
import { makeFlow } from "./make-flow";

/** Makes a draft flow from an exported file. What it names and this workspace does not have is emptied and listed in `notes`. */
export async function importFlow(
  { actor, body }: { actor: Actor; body: PortableFlow },
  clock = systemClock,
): Promise<{ flow: FlowDetail; notes: string[] }> {
  authorise(actor, "flows:write");
  return await transaction(async (client) => {
    const { events, ...targets } = await readReferences(client, actor.workspaceId);
    const adopted = adopt(body, { ...targets, events: new Set(events.map(({ name }) => name)) });
    const origin = { imported: true };
    const { document, notes } = adopted;
    return {
      flow: await makeFlow(client, actor, { name: body.name, document, origin }, clock()),
      notes,
    };
  });
}
