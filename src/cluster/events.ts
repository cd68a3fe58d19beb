// What happens during a run, for whoever shows it. This folder never prints.

import type { Diagnostic } from '../diagnostics/index.js';
import type { ObjectRef } from './json.js';

export type ClusterEvent =
  | { readonly kind: 'connected'; readonly context: string; readonly server: string; readonly version: string }
  /** Keys only; values are shown nowhere. */
  | { readonly kind: 'secret'; readonly name: string; readonly created: readonly string[]; readonly kept: readonly string[] }
  | { readonly kind: 'applied'; readonly object: ObjectRef; readonly action: 'created' | 'updated' | 'unchanged' }
  /** Sent when `state` changes: `1 of 3 pods are available`. */
  | { readonly kind: 'waiting'; readonly object: ObjectRef; readonly state: string }
  | { readonly kind: 'ready'; readonly object: ObjectRef; readonly seconds: number; readonly note?: string }
  | { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic };

export type OnEvent = (event: ClusterEvent) => void;
