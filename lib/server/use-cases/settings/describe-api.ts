import { env } from "@/lib/server/env";
import { type OpenApiDocument, openApiDocument } from "@/lib/server/http/openapi";

let made: OpenApiDocument | undefined;

/** The API's reference. It is the same for everybody and needs no sign-in: it says nothing about any workspace. */
export function describeApi(): OpenApiDocument {
  made ??= openApiDocument(env().APP_URL);
  return made;
}
