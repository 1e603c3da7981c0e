import type { Problem } from '$lib/api/names';
import { ProblemError, isProblem, problemOf, problemOfStatus, unreachable } from '$lib/api/problem';
import { lacksConnection, reconnection } from '$lib/api/reconnection';

/** A file as the server keeps it. */
export interface KeptFile {
  fileId: string;
  name: string;
  mimeType: string;
  size: number;
  width?: number;
  height?: number;
}

/** A file on its way to the server, or there and waiting to be sent. */
export interface Upload {
  id: number;
  name: string;
  size: number;
  /** `waiting`: no connection, goes by itself. */
  state: 'uploading' | 'waiting' | 'ready' | 'refused';
  /** Of the bytes, 0 to 1. */
  progress: number;
  problem: Problem | null;
  file: KeptFile | null;
}

/** Brings a file to the server; `told` hears how far that is. */
export type Bring = (file: File, told: (progress: number) => void, signal: AbortSignal) => Promise<KeptFile>;

/** Most files that wait to be sent at a time. */
export const UPLOADS_MAX = 10;

/** The files that somebody attached and hasn't sent yet. */
export class Uploads {
  #entries = $state.raw<readonly Upload[]>([]);
  #next = 0;
  readonly #bring: Bring;
  readonly #whenBack: (again: () => void) => void;
  readonly #stops = new Map<number, AbortController>();

  constructor(bring: Bring, whenBack: (again: () => void) => void = (again) => void reconnection.next(again)) {
    this.#bring = bring;
    this.#whenBack = whenBack;
  }

  get entries(): readonly Upload[] {
    return this.#entries;
  }

  /** Everything attached can be sent. */
  get ready(): boolean {
    return this.#entries.every(({ state }) => state === 'ready');
  }

  /** Attaches files; tells how many of them there was no place for. */
  add(files: readonly File[]): number {
    const taken = files.slice(0, UPLOADS_MAX - this.#entries.length);
    for (const file of taken) void this.#take(file);
    return files.length - taken.length;
  }

  remove(id: number): void {
    this.#stops.get(id)?.abort();
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
  }

  /** The files that are ready, taken out. */
  takeReady(): KeptFile[] {
    const files = this.#entries.flatMap(({ file }) => file ?? []);
    this.#entries = this.#entries.filter(({ file }) => file === null);
    return files;
  }

  stop(): void {
    this.#stops.forEach((stop) => stop.abort());
  }

  async #take(file: File): Promise<void> {
    const id = this.#next++;
    const entry: Upload = {
      id,
      name: file.name,
      size: file.size,
      state: 'uploading',
      progress: 0,
      problem: null,
      file: null
    };
    this.#entries = [...this.#entries, entry];
    await this.#upload(id, file);
  }

  async #upload(id: number, file: File): Promise<void> {
    if (!this.#entries.some((entry) => entry.id === id)) return;
    const stop = new AbortController();
    this.#stops.set(id, stop);
    this.#change(id, { state: 'uploading', progress: 0 });
    try {
      const kept = await this.#bring(file, (progress) => this.#change(id, { progress }), stop.signal);
      this.#change(id, { state: 'ready', progress: 1, file: kept });
    } catch (thrown) {
      // What was removed meanwhile is in nobody's way.
      const waits = lacksConnection(thrown) && !stop.signal.aborted;
      this.#change(id, { state: waits ? 'waiting' : 'refused', problem: problemOf(thrown) });
      if (waits) this.#whenBack(() => void this.#upload(id, file));
    } finally {
      this.#stops.delete(id);
    }
  }

  #change(id: number, change: Partial<Upload>): void {
    this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
  }
}

/** Brings a file by the management API. `fetch` would not tell how far it is. */
export const bringFile: Bring = (file, told, signal) =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/files');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => told(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ProblemError(unreachable()));
    request.onabort = () => reject(new ProblemError(unreachable()));
    request.onload = () => {
      const body: unknown = request.response;
      if (request.status === 201) resolve(body as KeptFile);
      else reject(new ProblemError(isProblem(body) ? body : problemOfStatus(request.status)));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });

/** The type of message that shows a file best. */
export function messageType(mimeType: string): 'image' | 'video' | 'audio' | 'file' {
  const kind = mimeType.split('/')[0];
  if (kind === 'image' || kind === 'video' || kind === 'audio') return kind;
  return 'file';
}
