import { changed } from './changed.ts';

export interface Attachment {
  name: string;
  /** Base64. */
  data: string;
  /** For a look at it. */
  url: string;
}

const waiting = new Map<string, Attachment[]>();

/** What is attached to the message that is being written in this channel or thread. */
export function attached(target: string): Attachment[] {
  return waiting.get(target) ?? [];
}

export async function attach(target: string, files: File[]): Promise<void> {
  const read = await Promise.all(files.map(readFile));
  waiting.set(target, [...attached(target), ...read]);
  changed();
}

export function detach(target: string, attachment?: Attachment): void {
  const left = attachment ? attached(target).filter((one) => one !== attachment) : [];
  waiting.set(target, left);
  changed();
}

function readFile(file: File): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => {
      const url = String(reader.result);
      resolve({ name: file.name || 'picture.png', data: url.slice(url.indexOf(',') + 1), url });
    };
    reader.readAsDataURL(file);
  });
}
