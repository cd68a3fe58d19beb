// The outline of each kind of node as SVG. One row per kind.

import type { NodeKind } from './app-graph.js';

export interface Box {
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const outlines: Readonly<Record<NodeKind, (box: Box) => string>> = {
  service: (box) => rectangle(box, 6),
  worker: (box) => rectangle(box, 25),
  stateful: cylinder,
  daemon: (box) => rectangle(box, 0) + inner(box),
  job: (box) => hexagon(box),
  cron: (box) => hexagon(box),
  host: (box) => ellipse(box),
  config: (box) => slanted(box, 10),
  secret: (box) => slanted(box, -10),
  claim: cylinder,
  image: (box) => notched(box),
};

/** The outline of a node of `kind` in `box`. */
export function outline(kind: NodeKind, box: Box): string {
  return outlines[kind](box);
}

function edges({ x, y, width, height }: Box): { left: number; right: number; top: number; bottom: number } {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

function rectangle(box: Box, radius: number): string {
  const { left, top } = edges(box);
  return `<rect class="shape" x="${round(left)}" y="${round(top)}" width="${round(box.width)}" height="${round(box.height)}" rx="${radius}"/>`;
}

function inner(box: Box): string {
  const { left, right, top, bottom } = edges(box);
  return path([[left + 6, top], [left + 6, bottom]], false) + path([[right - 6, top], [right - 6, bottom]], false);
}

function ellipse({ x, y, width, height }: Box): string {
  return `<ellipse class="shape" cx="${round(x)}" cy="${round(y)}" rx="${round(width / 2)}" ry="${round(height / 2)}"/>`;
}

function hexagon(box: Box): string {
  const { left, right, top, bottom } = edges(box);
  return path([[left + 12, top], [right - 12, top], [right, box.y], [right - 12, bottom], [left + 12, bottom], [left, box.y]], true);
}

function slanted(box: Box, shift: number): string {
  const { left, right, top, bottom } = edges(box);
  const start = Math.max(shift, 0);
  const end = Math.max(-shift, 0);
  return path([[left + start, top], [right - end, top], [right - start, bottom], [left + end, bottom]], true);
}

function notched(box: Box): string {
  const { left, right, top, bottom } = edges(box);
  return path([[left, top], [right, top], [right, bottom], [left, bottom], [left + 10, box.y]], true);
}

function cylinder(box: Box): string {
  const { left, right, top, bottom } = edges(box);
  const bow = 6;
  const rx = round(box.width / 2);
  const side = `M${round(left)} ${round(top + bow)} A${rx} ${bow} 0 0 1 ${round(right)} ${round(top + bow)} L${round(right)} ${round(bottom - bow)} A${rx} ${bow} 0 0 1 ${round(left)} ${round(bottom - bow)} z`;
  const lid = `M${round(left)} ${round(top + bow)} A${rx} ${bow} 0 0 0 ${round(right)} ${round(top + bow)}`;
  return `<path class="shape" d="${side}"/><path class="shape" d="${lid}"/>`;
}

function path(points: readonly (readonly [number, number])[], closed: boolean): string {
  const steps = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`);
  return `<path class="shape" d="${steps.join(' ')}${closed ? ' z' : ''}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
