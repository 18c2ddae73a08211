import { DomainError } from "@/lib/domain/errors";

/** How some work was refused: its code, its sentence, the fields it names and what else it tells. Fails when it was not. */
export async function refusal(
  work: Promise<unknown>,
): Promise<Pick<DomainError, "code" | "message" | "issues" | "extra"> & { paths: string[] }> {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (!(error instanceof DomainError)) throw new Error(`Not refused: ${String(error)}`);
  const { code, message, issues, extra } = error;
  return { code, message, issues, extra, paths: issues.map(({ path }) => path) };
}
