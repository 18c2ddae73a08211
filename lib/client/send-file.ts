import { goToSignIn } from "@/lib/client/api";
import { ApiError } from "@/lib/client/api-error";

/** A file on its way to the server: bytes of it that are sent, and why it did not get there. */
export type Sending = { name: string; sent: number; total: number; error: string | null };

const sendings = new Map<string, { shown: Sending; request: XMLHttpRequest }>();
const listeners = new Set<() => void>();

/**
 * Sends a file, read from the disk as it goes, and tells how far it is to whoever looks at `key`: also on another screen, since it goes
 * on while the page is the same document.
 * @returns the answer; null when it was called off or did not get there, which `sendingOf` tells
 */
export async function sendFile<T>(key: string, path: string, file: File): Promise<T | null> {
  forgetSending(key);
  const request = new XMLHttpRequest();
  const show = (change: Partial<Sending>) => {
    const before = sendings.get(key);
    if (before?.request !== request) return;
    sendings.set(key, { request, shown: { ...before.shown, ...change } });
    tell();
  };
  sendings.set(key, { request, shown: { name: file.name, sent: 0, total: file.size, error: null } });
  window.addEventListener("beforeunload", warn);
  tell();
  try {
    const answer = await send<T>(request, path, file, (sent) => show({ sent }));
    if (answer !== null && sendings.get(key)?.request === request) sendings.delete(key);
    return answer;
  } catch (error) {
    show({ error: (error as Error).message });
    return null;
  } finally {
    if (![...sendings.values()].some(({ shown }) => shown.error === null))
      window.removeEventListener("beforeunload", warn);
    tell();
  }
}

/** How far the file of `key` is; null when there is none. */
export function sendingOf(key: string): Sending | null {
  return sendings.get(key)?.shown ?? null;
}

/** Calls a file off while it is sent, and shows no more why it did not get there. */
export function forgetSending(key: string): void {
  const before = sendings.get(key);
  sendings.delete(key);
  before?.request.abort();
  tell();
}

/** Is told of every change. @returns the way to end that */
export function watchSendings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function send<T>(request: XMLHttpRequest, path: string, file: File, told: (sent: number) => void) {
  return new Promise<T | null>((resolve, reject) => {
    request.upload.onprogress = ({ loaded }) => told(loaded);
    request.onabort = () => resolve(null);
    request.onerror = () => reject(new ApiError(0, null));
    request.onload = () => {
      if (request.status < 300) return resolve(request.response as T);
      if (request.status === 401) goToSignIn();
      reject(new ApiError(request.status, request.response));
    };
    request.open("POST", path);
    request.responseType = "json";
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("content-type", "text/csv");
    request.send(file);
  });
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function tell(): void {
  for (const listener of listeners) listener();
}
