// Kubernetes replaces `$(NAME)` in the values of variables, in commands, arguments and exec probes, and makes one `$` of
// `$$` there. Owns both directions: text that must arrive as it was written, and text composed of variables.
// Source: third_party/forked/golang/expansion/expand.go.

import type { ComposedPart } from '../../model/app-model.js';
import { derived, type Traced } from '../../model/origin.js';

/** `text` so that the container sees exactly it. */
export function literal(text: Traced<string>): Traced<string> {
  const escaped = escapeDollars(text.value);
  return escaped === text.value ? text : derived(escaped, '`$` doubled where Kubernetes would replace it', text);
}

/** The value of a variable that is composed in the pod. */
export function composed(parts: readonly ComposedPart[]): Traced<string> {
  let text = '';
  let plain = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      plain += part.value.value;
      continue;
    }
    // A `$` right before `$(NAME)` would escape it.
    text += `${escapeDollars(`${plain}$`).slice(0, -1)}$(${part.name.value})`;
    plain = '';
  }
  return derived(text + escapeDollars(plain), 'composed in the pod', ...parts.map((part) => (part.kind === 'text' ? part.value : part.name)));
}

function escapeDollars(text: string): string {
  return text.replace(/\$(?=[$(])/g, '$$$$');
}
