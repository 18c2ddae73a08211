import { showLink, takeLink } from "@/lib/server/use-cases/unsubscribe/answer-link";

export const GET = showLink;
export const POST = takeLink;
