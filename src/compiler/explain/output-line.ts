// A line of a generated file: its text and where it comes from. Pure.

import type { Artifact } from '../emit/artifact.js';
import type { Origin } from '../model/origin.js';

export type LineAnswer =
  | { readonly kind: 'found'; readonly text: string; readonly origin: Origin | undefined }
  | { readonly kind: 'past-end'; readonly lines: number };

/** The line `number` (1-based) of `artifact`. */
export function explainLine(artifact: Artifact, number: number): LineAnswer {
  const lines = artifact.text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  const text = lines[number - 1];
  if (text === undefined) return { kind: 'past-end', lines: lines.length };
  return { kind: 'found', text, origin: artifact.lineOrigins()[number - 1] };
}
