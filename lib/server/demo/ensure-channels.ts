import { httpConfig, smtpConfig } from "@/lib/domain/message/connection";
import type { Actor } from "@/lib/server/auth/actor";
import { env } from "@/lib/server/env";
import { createChannel } from "@/lib/server/use-cases/channels/create-channel";
import { listChannels } from "@/lib/server/use-cases/channels/list-channels";
import { updateChannel } from "@/lib/server/use-cases/channels/update-channel";
import { shopKeys } from "./shop-keys";

const POST_OFFICE = "Demo post office";
const PHONE = "Demo phone";

/** The demo's two ways to send, which keep everything on this machine. Their ports follow the settings of each start. */
export async function ensureChannels(actor: Actor, now: Date): Promise<void> {
  const clock = () => now;
  const { data } = await listChannels({ actor });
  const mail = smtpConfig.parse({
    fromName: "Kettle & Crumb",
    fromAddress: "hello@kettle-and-crumb.example",
    host: "127.0.0.1",
    port: env().SMTP_CATCHER_PORT,
    security: "none",
  });
  const sms = httpConfig.parse({
    url: `http://127.0.0.1:${env().PORT}/api/demo/sms`,
    headers: [{ name: "authorization", value: "Bearer {{ token }}" }],
    body: '{"to":"{{ to }}","text":"{{ text }}","id":"{{ id }}"}',
    from: "KettleCrumb",
    idempotent: true,
  });
  const secrets = { token: shopKeys().gateway };
  const postOffice = data.find(({ name }) => name === POST_OFFICE);
  if (postOffice) await updateChannel({ actor, params: postOffice, body: { config: mail } }, clock);
  else
    await createChannel(
      {
        actor,
        body: {
          provider: "smtp",
          name: POST_OFFICE,
          config: mail,
          secrets: { password: "" },
          isDefault: true,
        },
      },
      clock,
    );
  const phone = data.find(({ name }) => name === PHONE);
  if (phone) await updateChannel({ actor, params: phone, body: { config: sms, secrets } }, clock);
  else
    await createChannel(
      { actor, body: { provider: "http", name: PHONE, config: sms, secrets, isDefault: true } },
      clock,
    );
}
