// Field paths as API servers write them (`.spec.containers[name="web"].image`, `spec.containers[0].image`, `data[key]`)
// to JSON pointers, by looking at the object they are about: label keys hold dots too.

import { isRecord } from './json.js';

/** The pointer to `path` in `root`, as far as `root` goes. */
export function pointerOf(path: string, root: unknown): string {
  const steps: string[] = [];
  let rest = path.replace(/^[.]/, '');
  let here = root;
  while (rest !== '') {
    const step = rest.startsWith('[') ? bracketStep(rest, here) : nameStep(rest, here);
    if (step === undefined) break;
    steps.push(step.key);
    here = Array.isArray(here) ? (here as readonly unknown[])[Number(step.key)] : isRecord(here) ? here[step.key] : undefined;
    rest = step.rest.replace(/^[.]/, '');
  }
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

interface Step {
  readonly key: string;
  readonly rest: string;
}

function nameStep(rest: string, here: unknown): Step | undefined {
  if (!isRecord(here)) return undefined;
  const keys = Object.keys(here).filter((key) => rest === key || rest.startsWith(`${key}.`) || rest.startsWith(`${key}[`));
  const key = keys.sort((a, b) => b.length - a.length)[0];
  return key === undefined ? undefined : { key, rest: rest.slice(key.length) };
}

/** `[2]`, `[name="web"]`, `[containerPort=80,protocol="TCP"]`, `[="value"]`, or a key of a map. */
function bracketStep(text: string, here: unknown): Step | undefined {
  const found = /^\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/.exec(text);
  if (found === null) return undefined;
  const inside = found[1] ?? '';
  const rest = text.slice(found[0].length);
  if (isRecord(here)) return inside in here ? { key: inside, rest } : undefined;
  if (!Array.isArray(here)) return undefined;
  if (/^\d+$/.test(inside)) return { key: inside, rest };
  const index = (here as readonly unknown[]).findIndex((item) => matches(item, inside));
  return index < 0 ? undefined : { key: String(index), rest };
}

function matches(item: unknown, condition: string): boolean {
  const parts = [...condition.matchAll(/([^=,]*)=("(?:[^"\\]|\\.)*"|[^,]*)/g)];
  return parts.length > 0 && parts.every(([, key = '', value = '']) => {
    const wanted: unknown = literal(value);
    // A defaulted key (`protocol`) may be absent in what we send.
    return key === '' ? item === wanted : isRecord(item) && (item[key] === undefined ? key === 'protocol' : item[key] === wanted);
  });
}

function literal(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
