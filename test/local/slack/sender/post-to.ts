import { type Agent, request } from 'node:http';

export interface Outcome {
  /** 0 when no answer came. */
  status: number;
  body: string;
  headers: Record<string, string | string[] | undefined>;
  failure?: 'http_timeout' | 'connection_failed';
  ms: number;
}

/** A POST that always ends: in an answer, or in the reason why there is none. */
export function postTo(
  url: string,
  body: string,
  headers: Record<string, string>,
  { timeoutMs, agent }: { timeoutMs: number; agent?: Agent | undefined },
): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const fail = () => {
      const failure = signal.aborted ? 'http_timeout' : 'connection_failed';
      resolve({ status: 0, body: '', headers: {}, failure, ms: performance.now() - started });
    };
    const options = { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) }, signal };
    const sent = request(url, { ...options, agent: agent ?? false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          body: text,
          headers: response.headers,
          ms: performance.now() - started,
        });
      });
    });
    sent.on('error', fail);
    sent.end(body);
  });
}
