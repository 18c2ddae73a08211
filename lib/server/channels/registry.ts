import type { Provider } from "@/lib/domain/message/connection";
import type { Channel } from "./channel";
import { httpGateway } from "./http-gateway";
import { resend } from "./resend";
import { smtp } from "./smtp";
import { twilio } from "./twilio";

/** The one list of ways to send. */
export const CHANNELS: Record<Provider, Channel> = { smtp, resend, twilio, http: httpGateway };
