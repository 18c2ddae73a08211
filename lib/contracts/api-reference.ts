import { z } from "zod";
import { contract } from "./contract";

export const describeApiContract = contract({
  method: "GET",
  path: "/api/v1/openapi.json",
  summary: "This reference as an OpenAPI 3.1 document",
  tag: "Operations",
  access: "public",
  response: z.record(z.string(), z.unknown()),
});

export const apiReferenceContracts = [describeApiContract];
