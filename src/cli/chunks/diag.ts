// The chunk of the renderers: loaded when there is something to report.

import { renderJson, renderPretty } from '../../diagnostics/render/index.js';
import type { ArtifactReport, Findings } from '../findings.js';

/** Frames for the terminal; without a known width, lines are not shortened to less than 100 columns. */
export function pretty(findings: Findings, options: { readonly color: boolean; readonly width: number | undefined }): string {
  const { color, width } = options;
  return renderPretty(findings.diagnostics, findings.sources, width === undefined ? { color } : { color, width });
}

/** The JSON object of --format json. */
export function json(findings: Findings, version: string, artifacts: readonly ArtifactReport[]): string {
  return renderJson(findings.diagnostics, findings.sources, { tool: { name: 'deployc', version }, artifacts });
}
