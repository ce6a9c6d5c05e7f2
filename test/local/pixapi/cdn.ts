import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Download, serve, serveFault } from './download.ts';
import { type DownloadFault, pick } from './faults.ts';
import { entryOf, type JournalEntry, timed } from './journal.ts';
import type { Picture } from './pictures.ts';
import type { World } from './world.ts';

export async function onCdnRequest(
  world: World,
  journal: JournalEntry[],
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { method = '', url: path = '/', headers } = request;
  const url = new URL(world.urls.cdn + path);
  const entry = entryOf('cdn', { method, url, headers }, world.clock.now());
  journal.push(entry);
  timed(entry, response);
  request.resume();

  world.works.settle();
  const download: Download = { world, response, url, entry };
  if (method !== 'GET' && method !== 'HEAD') return serve(download, 405, 'text/plain', 'Method not allowed');
  const picture = world.pictures.lookUp(url);
  if (typeof picture === 'number')
    return serve(download, picture, 'application/xml', '<Error><Code>AccessDenied</Code></Error>');
  const fault = scripted(world, picture) ?? picture.download[0];
  const bytes = await world.pictures.bytes(picture);
  if (fault) await serveFault(download, bytes, fault);
  else serve(download, 200, 'image/png', bytes);
}

function scripted(world: World, { taskId, index, prompt }: Picture): DownloadFault | undefined {
  return pick(world.script.take({ to: 'download', taskId, index, prompt }), 'download')?.download;
}
