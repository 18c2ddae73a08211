import { DomainError, type Issue } from "@/lib/domain/errors";
import { httpConfig, type Provider } from "@/lib/domain/message/connection";
import { parseLiquid } from "@/lib/server/channels/liquid";

/** Refuses a gateway whose address, headers or body are no Liquid. @throws DomainError invalid_input */
export function checkLiquidSettings(provider: Provider, config: unknown): void {
  if (provider !== "http") return;
  const { url, body, headers } = httpConfig.parse(config);
  const issues = [
    ...problem("config.url", url),
    ...problem("config.body", body),
    ...headers.flatMap(({ value }, index) => problem(`config.headers[${index}].value`, value)),
  ];
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The gateway's settings do not fit.", { issues });
}

function problem(path: string, source: string): Issue[] {
  try {
    parseLiquid("text", source);
    return [];
  } catch (error) {
    return [
      {
        path,
        message: (error as Error).message,
        fix: "Use {{ to }}, {{ from }}, {{ text }}, {{ id }} and {{ token }}.",
      },
    ];
  }
}
