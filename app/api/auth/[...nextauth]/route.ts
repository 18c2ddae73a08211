import { nextAuth } from "@/lib/server/auth/next-auth";

export { nextAuth as GET, nextAuth as POST };
