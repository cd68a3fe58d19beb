// The events of an apply as lines of text, one for each thing that happened; nothing is redrawn, so logs read the same.

import type { ClusterEvent } from '../../cluster/index.js';
import { printableLine } from '../../diagnostics/index.js';

/** The line of `event`, with its line break; '' for events that are shown in another way. */
export function eventText(event: ClusterEvent): string {
  const line = lineOf(event);
  // States and notes are texts of the cluster and of images.
  return line === '' ? '' : `${printableLine(line)}\n`;
}

function lineOf(event: ClusterEvent): string {
  switch (event.kind) {
    case 'connected':
      return `connected to ${event.server} (context ${event.context}, Kubernetes ${event.version})`;
    case 'secret':
      return event.created.length === 0 ? '' : `created Secret ${event.name}: ${event.created.join(', ')}`;
    case 'applied':
      return event.action === 'unchanged' ? '' : `${event.action} ${event.object.kind} ${event.object.name}`;
    case 'waiting':
      return `waiting for ${event.object.kind} ${event.object.name}: ${event.state}`;
    case 'ready':
      return `ready ${event.object.kind} ${event.object.name} after ${Math.round(event.seconds)} s${event.note === undefined ? '' : ` (${event.note})`}`;
    case 'diagnostic':
      return '';
  }
}
