import type { Encoding } from '../packed.ts';
import type { ErrorShape } from './errors.ts';
import type { CostReport } from './faults.ts';
import { PRICES, type Price } from './prices.ts';

export interface ModelRules {
  sizes: 'presets' | 'custom';
  /** The words it takes; true: those of gpt-image-2, false: none. */
  quality: boolean | readonly string[];
}

export interface RateLimit {
  perSecond: number;
  burst: number;
  retryAfter: 'absent' | 'seconds' | 'date' | 'garbage';
}

export interface Settings {
  drawing: 'rich' | 'plain';
  /** Another seed, other pictures. */
  seed: number;
  taskMs: number | (() => number);
  syncMs: number;
  /** Unknown fields, parts and query parameters are refused. */
  strictFields: boolean;
  /** `quality` is refused by models that have none. */
  strictQuality: boolean;
  /** Edits may name their pictures by URL. */
  jsonEdits: boolean;
  masks: boolean;
  models: Record<string, ModelRules>;
  prices: Record<string, Price>;
  reportCost: CostReport;
  /** A task read again after its addresses expired gives fresh ones. */
  renewsUrls: boolean;
  /** The journal holds what was uploaded, byte for byte. */
  keepsUploads: boolean;
  /** The journal holds what the API answered. */
  keepsAnswers: boolean;
  /** What the first key's account owns. */
  balance: number;
  /** The check at submit counts work still under way, so that the second of two parallel submits can be the one that is too dear. */
  holdCredits: boolean;
  rateLimit: RateLimit | null;
  submitStatus: 200 | 202;
  /** What the list of models says of when they are shut down; a model that is not here has no such field there. */
  shutdowns: Record<string, unknown>;
  /** false: GET /v1/models answers 404, as it is said to do for some accounts. */
  listsModels: boolean;
  /** Calls that are answered 503 with Pixapi's own error, whatever is asked. */
  unavailable: readonly ('orders' | 'tasks' | 'models')[];
  /** Writes every refusal of the simulator's own in one form. */
  errorShape: ErrorShape | 'documented';
  /** Adds `x-request-id` to every answer. */
  requestIds: boolean;
  /** How bodies are packed, of the API and of the CDN, whatever was asked for. */
  encoding: Encoding;
  /** JSON begins with a byte order mark. */
  bom: boolean;
}

export const DEFAULTS: Settings = {
  drawing: 'rich',
  seed: 1,
  taskMs: 50,
  syncMs: 0,
  strictFields: true,
  strictQuality: true,
  jsonEdits: true,
  masks: false,
  models: {
    'gpt-image-1.5': { sizes: 'presets', quality: false },
    'gpt-image-2': { sizes: 'custom', quality: true },
  },
  prices: PRICES,
  reportCost: { field: 'documented' },
  renewsUrls: false,
  keepsUploads: false,
  keepsAnswers: false,
  balance: Number.POSITIVE_INFINITY,
  holdCredits: true,
  rateLimit: null,
  submitStatus: 200,
  shutdowns: {},
  listsModels: true,
  unavailable: [],
  errorShape: 'documented',
  requestIds: false,
  encoding: 'identity',
  bom: false,
};
