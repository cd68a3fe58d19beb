// DEP3xxx: words and values: unknown word, type, unit, range, required, conflicting.

import { defineCodes } from './define.js';

export const wordsCodes = defineCodes({
  DEP3001: {
    name: 'unknown-word', severity: 'error', since: '0.1',
    message: ({ word, context }: { word: string; context: string }) => `\`${word}\` is not a word of ${context}`,
  },
  DEP3002: {
    name: 'misplaced-word', severity: 'error', since: '0.1',
    message: ({ word, context, places }: { word: string; context: string; places: string }) => `\`${word}\` stands in ${places}, not in ${context}`,
  },
  DEP3003: {
    name: 'foreign-word', severity: 'error', since: '0.1',
    message: ({ word, say }: { word: string; say: string }) => `\`${word}\` is not a word here: ${say}`,
  },
  DEP3004: {
    name: 'missing-argument', severity: 'error', since: '0.1',
    message: ({ word, what }: { word: string; what: string }) => `\`${word}\` needs ${what}`,
  },
  DEP3005: {
    name: 'surplus-argument', severity: 'error', since: '0.1',
    message: ({ word, found }: { word: string; found: string }) => `\`${word}\` does not take ${found}`,
  },
  DEP3006: {
    name: 'missing-separator', severity: 'error', since: '0.1',
    message: ({ word }: { word: string }) => `a line end or a comma is missing before \`${word}\``,
  },
  DEP3007: {
    name: 'unneeded-equals', severity: 'error', since: '0.1',
    message: ({ word, op }: { word: string; op: string }) => `\`${word}\` takes no \`${op}\``,
  },
  DEP3008: {
    name: 'missing-equals', severity: 'error', since: '0.1',
    message: ({ key, context }: { key: string; context: string }) => `${context} holds \`KEY = value\`, and \`${key}\` has no value`,
  },
  DEP3009: {
    name: 'unneeded-block', severity: 'error', since: '0.1',
    message: ({ word }: { word: string }) => `\`${word}\` has no block`,
  },
  DEP3010: {
    name: 'missing-block', severity: 'error', since: '0.1',
    message: ({ word }: { word: string }) => `\`${word}\` needs a block \`{ … }\``,
  },
  DEP3011: {
    name: 'wrong-type', severity: 'error', since: '0.1',
    message: ({ found, expected }: { found: string; expected: string }) => `${found} is not ${expected}`,
  },
  DEP3012: {
    name: 'wrong-unit', severity: 'error', since: '0.1',
    message: ({ found, expected }: { found: string; expected: string }) => `${found} is not ${expected}`,
  },
  DEP3013: {
    name: 'out-of-range', severity: 'error', since: '0.1',
    message: ({ found, expected }: { found: string; expected: string }) => `${found} cannot be ${expected}`,
  },
  DEP3014: {
    name: 'reversed-range', severity: 'error', since: '0.1',
    message: ({ low, high }: { low: string; high: string }) => `the range starts at ${low} and ends at the smaller ${high}`,
  },
  DEP3015: {
    name: 'unquoted-text', severity: 'error', since: '0.1',
    message: ({ text }: { text: string }) => `nothing is called \`${text}\`; text stands in quotes`,
  },
  DEP3016: {
    name: 'repeated-word', severity: 'error', since: '0.1',
    message: ({ word }: { word: string }) => `\`${word}\` is said twice`,
  },
  DEP3017: {
    name: 'repeated-key', severity: 'error', since: '0.1',
    message: ({ key, where }: { key: string; where: string }) => `\`${key}\` is set twice in ${where}`,
  },
  DEP3018: {
    name: 'conflicting-words', severity: 'error', since: '0.1',
    message: ({ one, other }: { one: string; other: string }) => `\`${one}\` and \`${other}\` exclude each other`,
  },
  DEP3019: {
    name: 'no-image', severity: 'error', since: '0.1',
    message: ({ kind, name }: { kind: string; name: string }) => `the ${kind} \`${name}\` has no image to run`,
  },
  DEP3020: {
    name: 'stray-value', severity: 'error', since: '0.1',
    message: ({ found }: { found: string }) => `${found} stands where a word is expected`,
  },
  DEP3021: {
    name: 'condition-not-possible', severity: 'error', since: '0.1',
    message: ({ word }: { word: string }) => `\`${word}\` cannot have a condition`,
  },
  DEP3022: {
    name: 'range-not-possible', severity: 'error', since: '0.1',
    message: ({ word }: { word: string }) => `\`${word}\` takes one value, not a range`,
  },
  DEP3023: {
    name: 'object-name', severity: 'error', since: '0.1',
    message: ({ name, what }: { name: string; what: string }) => `Kubernetes refuses \`${name}\` as ${what}`,
  },
  DEP3024: {
    name: 'unknown-keyword', severity: 'error', since: '0.1',
    message: ({ word, of, keyword, known }: { word: string; of?: string; keyword: string; known: string }) => `\`${word}\`${of === undefined ? '' : ` of ${of}`} knows ${known}, not ${keyword}`,
  },
  DEP3025: {
    name: 'missing-parameter', severity: 'error', since: '0.1',
    message: ({ component, param }: { component: string; param: string }) => `the component \`${component}\` needs \`${param}\``,
  },
  DEP3026: {
    name: 'key-name', severity: 'error', since: '0.1',
    message: ({ key, what }: { key: string; what: string }) => `\`${key}\` cannot be ${what}`,
  },
  DEP3027: {
    name: 'call-not-possible', severity: 'error', since: '0.1',
    message: ({ call, where }: { call: string; where: string }) => `\`${call}(…)\` cannot stand in ${where}`,
  },
  DEP3029: {
    name: 'foreign-file', severity: 'error', since: '0.1',
    message: ({ kind }: { kind: string }) => `this looks like ${kind}, not like a .dep file`,
  },
  DEP3028: {
    name: 'list-operation-not-possible', severity: 'error', since: '0.1',
    message: ({ op }: { op: string }) => `\`${op}\` has nothing to edit here`,
  },
});
