import type { Socket } from 'node:net';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** One side of a WebSocket (RFC 6455) of a server: whole text messages, pings and the closing. */
export interface TextSocket {
  send(text: string): void;
  ping(): void;
  close(): void;
  isOpen(): boolean;
}

export function textSocket(socket: Socket, heard: (text: string) => void, ended: () => void): TextSocket {
  let buffered = Buffer.alloc(0);
  let open = true;
  const write = (opcode: number, payload: Buffer) => {
    if (open && !socket.destroyed) socket.write(Buffer.concat([head(opcode, payload.length), payload]));
  };
  const end = () => {
    if (!open) return;
    open = false;
    ended();
    socket.end();
  };
  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let frame = readFrame(buffered); frame; frame = readFrame(buffered)) {
      buffered = buffered.subarray(frame.length);
      if (frame.opcode === TEXT) heard(frame.payload.toString());
      else if (frame.opcode === PING) write(PONG, frame.payload);
      else if (frame.opcode === CLOSE) {
        write(CLOSE, frame.payload.subarray(0, 2));
        end();
      }
    }
  });
  socket.on('close', end);
  socket.on('error', end);
  return {
    send: (text) => write(TEXT, Buffer.from(text)),
    ping: () => write(PING, Buffer.from('ping')),
    close() {
      write(CLOSE, Buffer.from([3, 232]));
      end();
    },
    isOpen: () => open,
  };
}

function head(opcode: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | opcode, length]);
  const long = Buffer.alloc(length < 2 ** 16 ? 4 : 10);
  long[0] = 0x80 | opcode;
  if (length < 2 ** 16) {
    long[1] = 126;
    long.writeUInt16BE(length, 2);
  } else {
    long[1] = 127;
    long.writeBigUInt64BE(BigInt(length), 2);
  }
  return long;
}

/** A whole frame of a client, which is always masked; null as long as it isn't there. What comes in pieces is not read. */
function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | null {
  if (bytes.length < 6) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const from = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < from + 4) return null;
  const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < from + 4 + size) return null;
  const mask = bytes.subarray(from, from + 4);
  const payload = Buffer.from(bytes.subarray(from + 4, from + 4 + size)).map((byte, i) => byte ^ (mask[i % 4] ?? 0));
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload: Buffer.from(payload), length: from + 4 + size };
}
