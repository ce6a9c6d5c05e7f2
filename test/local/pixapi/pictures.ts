import { drawPicture } from './draw.ts';
import type { DownloadFault } from './faults.ts';
import type { Quality } from './prices.ts';
import { digest, token } from './random.ts';
import type { Settings } from './settings.ts';
import type { Size } from './sizes.ts';

/** A picture that an edit starts from. */
export interface Input {
  digest: string;
  read(): Promise<Uint8Array>;
}

export interface Sketch {
  taskId: string;
  index: number;
  prompt: string;
  size: Size;
  quality: Quality;
  inputs: Input[];
  download: DownloadFault[];
  extension: string;
}

export interface Picture extends Sketch {
  digest: string;
  path: string;
  signature: string;
  expired: boolean;
}

const MOST_KEPT = 100;

/** What the CDN holds. Pictures are drawn when somebody first looks at them. */
export class Pictures {
  readonly #settings: Settings;
  readonly #byPath = new Map<string, Picture>();
  readonly #drawn = new Map<Picture, Promise<Uint8Array>>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  add(sketch: Sketch): Picture {
    const { taskId, index, prompt, inputs, extension } = sketch;
    const picture: Picture = {
      ...sketch,
      digest: digest(prompt, index, this.#settings.seed, ...inputs.map((input) => input.digest)),
      path: `/generated/${taskId}-${index}.${extension}`,
      signature: token(16),
      expired: false,
    };
    this.#byPath.set(picture.path, picture);
    return picture;
  }

  /** The picture at this address, or the status that its absence deserves. */
  lookUp(url: URL): Picture | 403 | 404 {
    const picture = this.#byPath.get(url.pathname);
    if (!picture) return 404;
    return picture.expired || url.searchParams.get('sig') !== picture.signature ? 403 : picture;
  }

  /** Its address, with a fresh signature when the last one expired and settings allow it. */
  pathOf(picture: Picture): string {
    if (picture.expired && this.#settings.renewsUrls) Object.assign(picture, { signature: token(16), expired: false });
    return `${picture.path}?sig=${picture.signature}`;
  }

  expireAll(): void {
    for (const picture of this.#byPath.values()) picture.expired = true;
  }

  bytes(picture: Picture): Promise<Uint8Array> {
    const drawn = this.#drawn.get(picture) ?? drawPicture(this.#settings.drawing, picture);
    this.#drawn.set(picture, drawn);
    const [oldest] = this.#drawn.keys();
    if (oldest && this.#drawn.size > MOST_KEPT) this.#drawn.delete(oldest);
    return drawn;
  }
}
