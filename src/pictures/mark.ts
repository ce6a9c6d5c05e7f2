import { crc32 } from 'node:zlib';
import type { SourceBytes } from '../core/making/chat.ts';
import type { SourceType } from '../core/source-type.ts';

const VALUES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
/** Signature and IHDR. */
const PNG_HEAD = 33;

/** The same picture, pixel for pixel, that says in XMP how it came about: put in behind its head, nothing else is touched. */
export function marked({ bytes, mimetype }: SourceBytes, source: SourceType): SourceBytes {
  const at = mimetype === 'image/png' ? PNG_HEAD : jpegHead(bytes);
  const words = xmpOf(source);
  const mark = mimetype === 'image/png' ? textChunk(words) : segment(words);
  return { bytes: Buffer.concat([bytes.subarray(0, at), mark, bytes.subarray(at)]), mimetype };
}

function xmpOf(source: SourceType): string {
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
<Iptc4xmpExt:DigitalSourceType>${VALUES}${source}</Iptc4xmpExt:DigitalSourceType>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}

/** JFIF wants its own segment to be the first one. */
function jpegHead(bytes: Uint8Array): number {
  const [, , mark, kind, high = 0, low = 0] = bytes;
  return mark === 0xff && kind === 0xe0 ? 4 + high * 256 + low : 2;
}

/** PNG's own place for XMP: an iTXt chunk that is not packed. */
function textChunk(words: string): Buffer {
  const content = Buffer.from(`iTXtXML:com.adobe.xmp\0\0\0\0\0${words}`);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(content.length - 4);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return chunk;
}

/** JPEG's: APP1. */
function segment(words: string): Buffer {
  const content = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${words}`);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
