// The shape of a rule about the application as a whole. A rule sees the complete model only.

import type { Diagnostic, Span } from '../../diagnostics/index.js';
import type { AppModel } from '../model/app-model.js';

export interface RuleInput {
  readonly model: AppModel;
  /** What something reads, as `secret NAME`, `config NAME`, `volume NAME`. */
  readonly used: ReadonlySet<string>;
  /** Where the name that is declared at a place is read. */
  readonly readers: (declared: Span) => readonly Span[];
}

export type Rule = (input: RuleInput) => readonly Diagnostic[];
