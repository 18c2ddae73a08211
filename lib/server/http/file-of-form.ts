import { Transform } from "node:stream";
import { DomainError } from "@/lib/domain/errors";

const LONGEST_HEAD = 16_384;
const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * Takes the first file out of a form (multipart/form-data) as it streams by. The form's own first line says what parts it, so that nothing
 * depends on a header that some clients write without it.
 * @throws DomainError invalid_input when there is no file in it, or it breaks off
 */
export function fileOfForm(): Transform {
  let state: "opening" | "head" | "file" | "other" | "over" = "opening";
  let rest: Buffer = Buffer.alloc(0);
  let boundary: Buffer = Buffer.alloc(0);
  let ended = false;
  const broken = (message: string) =>
    new DomainError("invalid_input", message, {
      issues: [{ path: "file", message, fix: 'Send the file as the field "file" of a form.' }],
    });

  /** @returns whether more can be made of what is here */
  function step(push: (bytes: Buffer) => void): boolean {
    if (state === "over") {
      rest = Buffer.alloc(0);
      return false;
    }
    if (state === "opening") {
      const end = rest.indexOf("\r\n");
      if (end < 0) {
        if (rest.length > 200) throw broken("The upload is no form.");
        return false;
      }
      if (rest[0] !== 0x2d || rest[1] !== 0x2d) throw broken("The upload is no form.");
      boundary = Buffer.concat([Buffer.from("\r\n"), rest.subarray(0, end)]);
      rest = rest.subarray(end);
      state = "head";
      return true;
    }
    if (state === "head") {
      const end = rest.indexOf(HEAD_END);
      if (rest.subarray(0, 2).toString() === "--") state = "over";
      else if (end < 0) {
        if (rest.length > LONGEST_HEAD) throw broken("The form has a part whose head does not end.");
        return false;
      } else {
        const head = rest.subarray(0, end).toString("latin1");
        state = /;\s*filename\*?=/i.test(head) || /;\s*name="?file"?/i.test(head) ? "file" : "other";
        rest = rest.subarray(end + HEAD_END.length);
      }
      return true;
    }
    const end = rest.indexOf(boundary);
    const sure = end < 0 ? Math.max(0, rest.length - boundary.length) : end;
    if (state === "file" && sure > 0) push(rest.subarray(0, sure));
    rest = rest.subarray(end < 0 ? sure : end + boundary.length);
    if (end < 0) return false;
    ended ||= state === "file";
    state = state === "file" ? "over" : "head";
    return true;
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      try {
        while (step((bytes) => this.push(bytes)));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      done(
        ended ? null : broken(state === "file" ? "The upload broke off." : "There is no file in the form."),
      );
    },
  });
}
