// What the user says about probes; the patience of each is filled in by complete/probes.ts.

import { codes, report } from '../../diagnostics/index.js';
import type { Port, Probe, ProbeAction, TextMap } from '../model/app-model.js';
import { spanOf, type Traced } from '../model/origin.js';
import { completeProbe, healthProbes, type SaidTiming } from '../complete/probes.js';
import { commandAt } from './command.js';
import { all, argumentSpan, has, nearNames, one, read, wordAt, type LowerContext, type Property } from './context.js';
import { readSeconds } from './seconds.js';

export interface Probes {
  readonly startup?: Probe;
  readonly ready?: Probe;
  readonly live?: Probe;
}

/** The probes of one container. */
export function lowerProbes(properties: readonly Property[], ports: readonly Port[], owner: string, context: LowerContext): Probes {
  const health = one(properties, 'health');
  const all = health === undefined ? {} : healthOf(health, ports, owner, context);
  const single = (which: 'startup' | 'ready' | 'live'): Probe | undefined => {
    const property = one(properties, which);
    if (property === undefined) return all[which];
    const action = actionOf(property, ports, owner, context);
    return action === undefined ? undefined : completeProbe(which, action, timingOf(property, context), property.statement.span);
  };
  const [startup, ready, live] = [single('startup'), single('ready'), single('live')];
  return { ...(startup && { startup }), ...(ready && { ready }), ...(live && { live }) };
}

function healthOf(property: Property, ports: readonly Port[], owner: string, context: LowerContext): Probes {
  const action = actionOf(property, ports, owner, context);
  return action === undefined ? {} : healthProbes(action, timingOf(property, context), property.statement.span);
}

function inner(property: Property): readonly Property[] {
  return (property.statement.block?.statements ?? []).map((statement) => ({ statement, scope: property.scope }));
}

function timingOf(property: Property, context: LowerContext): SaidTiming {
  const words = inner(property);
  const seconds = (word: string): Traced<number> | undefined => {
    const said = one(words, word);
    return said === undefined ? undefined : readSeconds(said, 'TIME', context);
  };
  const failuresSaid = one(words, 'failures');
  const failures = failuresSaid === undefined ? undefined : readFailures(failuresSaid, context);
  const [every, timeout, after] = [seconds('every'), seconds('timeout'), seconds('after')];
  return {
    ...(every && { every }), ...(timeout && { timeout }), ...(after && { after }),
    ...(failures && { failures }),
  };
}

function readFailures(property: Property, context: LowerContext): Traced<number> | undefined {
  const count = read(property, 'COUNT', 'integer', context);
  if (count === undefined || Number(count.value) >= 1) return count && { value: Number(count.value), origin: count.origin };
  context.report(report(codes.DEP3013, { found: `\`${count.value}\``, expected: 'a number of failures' }, {
    span: argumentSpan(property, 'COUNT'), label: 'at least 1', help: [{ text: 'take the whole probe away if no failure counts', applicability: 'unsafe' }],
  }));
  return undefined;
}

function actionOf(property: Property, ports: readonly Port[], owner: string, context: LowerContext): ProbeAction | undefined {
  if (has(property, 'exec')) {
    const command = commandAt(property, 'exec COMMAND', context);
    return command === undefined ? undefined : { kind: 'exec', command };
  }
  const port = portOf(property, ports, owner, context);
  if (port === undefined) return undefined;
  if (has(property, 'tcp')) return { kind: 'tcp', port: port.name };
  if (has(property, 'grpc')) return { kind: 'grpc', port: port.container };
  const path = read(property, 'PATH', 'path', context);
  if (path === undefined) return undefined;
  const absolute = `/${path.value.replace(/^[./]+/, '')}`;
  if (path.value.startsWith('/')) return { kind: 'http', path, port: port.name, headers: headersOf(property, context) };
  context.report(report(codes.DEP3011, { found: `\`${path.value}\``, expected: 'the path of a URL' }, { span: argumentSpan(property, 'PATH'), label: 'it starts with `/`', help: [{ text: `write \`${absolute}\``, edits: [{ span: argumentSpan(property, 'PATH'), text: absolute }], applicability: 'unsafe' }] }));
  return undefined;
}

function headersOf(property: Property, context: LowerContext): TextMap {
  return Object.fromEntries(all(inner(property), 'header').flatMap((header): readonly (readonly [string, Traced<string>])[] => {
    const name = wordAt(header, 'NAME');
    const value = read(header, 'VALUE', 'string', context);
    return name === undefined || value === undefined ? [] : [[name.value, value]];
  }));
}

/** The main port, or the one named by `on`; a probe of a container without ports is a mistake. */
function portOf(property: Property, ports: readonly Port[], owner: string, context: LowerContext): Port | undefined {
  const on = one(inner(property), 'on');
  const name = on === undefined ? undefined : wordAt(on, 'PORT');
  return choosePort(property.statement.row.word, on ?? property, name, ports, owner, context);
}

/** The port a word means: the one that is named, else the main one; reports why there is none. */
export function choosePort(word: string, property: Property, name: Traced<string> | undefined, ports: readonly Port[], owner: string, context: LowerContext): Port | undefined {
  const found = name === undefined ? ports[0] : ports.find((port) => port.name.value === name.value);
  if (found !== undefined) return found;
  const { span } = property.statement;
  if (name !== undefined && ports.length > 0) {
    const known = ports.map((port) => port.name.value);
    const at = spanOf(name.origin) ?? span;
    context.report(report(codes.DEP2001, { kind: 'port', name: name.value }, {
      span: at, label: `not a port of \`${owner}\``, notes: [`\`${owner}\` has ${known.map((one) => `\`${one}\``).join(', ')}`], help: nearNames(name.value, known, at),
    }));
  } else if (!context.damaged && !context.portless) {
    context.report(report(codes.DEP4003, { word, workload: owner }, { span, label: 'which port?', help: [{ text: `add a port to \`${owner}\`, for example \`port 3000\``, applicability: 'unsafe' }] }));
  }
  return undefined;
}
