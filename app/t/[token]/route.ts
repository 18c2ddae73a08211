import { followLink } from "@/lib/server/use-cases/messages/follow-link";

export const GET = followLink;
export const HEAD = followLink;
