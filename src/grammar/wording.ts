// What every wording of a mistake needs: the place it quotes from, edits, and the three kinds of help.
// Knows no kind of mistake.

import { codes, report } from '../diagnostics/index.js';
import type { Diagnostic, Help, SourceFile, TextEdit } from '../diagnostics/index.js';
import type { Mistake } from './mistakes.js';

/** A mistake in its file. */
export interface Place {
  readonly file: SourceFile;
  readonly mistake: Mistake;
  /** The text of [start, end), shortened to one line. */
  readonly quote: (start: number, end: number) => string;
  readonly edit: (start: number, end: number, text: string) => TextEdit;
  readonly span: (at: { readonly start: number; readonly end: number }) => { readonly file: string; readonly start: number; readonly end: number };
}

/** A fix with certain edits, one with probable edits, or advice alone. */
export const sure = (text: string, ...edits: readonly TextEdit[]): Help => ({ text, edits, applicability: 'safe' });
export const likely = (text: string, ...edits: readonly TextEdit[]): Help => ({ text, edits, applicability: 'unsafe' });
export const advice = (text: string): Help => ({ text, applicability: 'unsafe' });

const QUOTED_LENGTH = 60;

export function placeOf(file: SourceFile, mistake: Mistake): Place {
  const span = ({ start, end }: { readonly start: number; readonly end: number }) => ({ file: file.path, start, end });
  return {
    file,
    mistake,
    span,
    quote: (start, end) => {
      const line = file.text.slice(start, end).split(/[\r\n]/)[0]?.trimEnd() ?? '';
      const points = Array.from(line);
      return points.length > QUOTED_LENGTH ? `${points.slice(0, QUOTED_LENGTH).join('')}…` : line;
    },
    edit: (start, end, text) => ({ span: span({ start, end }), text }),
  };
}

/** A kind without wording is a bug of ours, and is said to be one. */
export const unworded = ({ pass, kind }: Mistake, span: Diagnostic['span']): Diagnostic =>
  report(codes.DEP9000, { phase: 'the grammar', problem: `the mistake ${pass}/${kind} has no message` }, { span });
