import { env } from "@/lib/server/env";
import { type OpenApiDocument, openApiDocument } from "@/lib/server/http/openapi";

let made: OpenApiDocument | undefined;

/** The API's reference. It is the same for everybody, and needs no sign-in: it says nothing about any workspace. */
export async function describeApi(): Promise<Response> {
  made ??= openApiDocument(env().APP_URL);
  return Response.json(made, {
    headers: { "access-control-allow-origin": "*", "cache-control": "max-age=300" },
  });
}
