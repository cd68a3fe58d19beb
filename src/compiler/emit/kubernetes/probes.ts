// Probes. Owns their spelling; which probes a container has, and how patient they are, is in the model.

import type { Probe, ProbeAction } from '../../model/app-model.js';
import { literal } from './expansion.js';
import { nonEmpty, sortedMembers, type TreeMap } from './kind.js';

/** A startup, readiness or liveness probe. */
export function probe(model: Probe | undefined): TreeMap | undefined {
  if (model === undefined) return undefined;
  return { ...action(model.action), initialDelaySeconds: model.after, periodSeconds: model.every, timeoutSeconds: model.timeout, failureThreshold: model.failures };
}

function action(model: ProbeAction): TreeMap {
  switch (model.kind) {
    case 'http':
      return {
        httpGet: {
          path: model.path,
          port: model.port,
          httpHeaders: nonEmpty(Object.entries(sortedMembers(model.headers)).map(([name, value]) => ({ name, value }))),
        },
      };
    case 'tcp':
      return { tcpSocket: { port: model.port } };
    case 'grpc':
      return { grpc: { port: model.port } };
    case 'exec':
      return { exec: { command: model.command.map(literal) } };
  }
}
