import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "@/lib/server/env";

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

/** Seals a text with the setting SECRETS_KEY (AES-256-GCM), for storing: base64 of version, IV, tag and cipher text. */
export function encrypt(text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key(), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Uint8Array.of(VERSION), iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Opens what `encrypt` sealed. @throws when it was changed, or sealed with another SECRETS_KEY */
export function decrypt(stored: string): string {
  const bytes = Buffer.from(stored, "base64");
  if (bytes.length < HEAD_BYTES || bytes[0] !== VERSION) throw new Error("This is not a sealed secret.");
  const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(1, 1 + IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, HEAD_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString("utf8");
}

function key(): Buffer {
  return Buffer.from(env().SECRETS_KEY, "base64");
}
