import { DomainError } from "@/lib/domain/errors";

/** How some work was refused: its code, its sentence and the fields it names. Fails when it was not. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: string; message: string; paths: string[] }> {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  );
  if (!(error instanceof DomainError)) throw new Error(`Not refused: ${String(error)}`);
  return { code: error.code, message: error.message, paths: error.issues.map(({ path }) => path) };
}
