// A whole file of another tool: one answer instead of a mistake a line.

import { codes, report, type Diagnostic, type SourceFile } from '../../diagnostics/index.js';

/** How files of other tools begin, behind comments and blank lines. */
const FOREIGN: readonly { readonly start: RegExp; readonly kind: string; readonly help: string }[] = [
  { start: /^(---\s*\n\s*)?(apiVersion|kind):/, kind: 'a Kubernetes manifest', help: 'a .dep file says what the application is, and the manifests are made from it: start with `app NAME` and `service NAME { … }`' },
  { start: /^(version|services|name):/, kind: 'a compose file', help: 'start with `app NAME`; each service is a `service NAME { … }`, without colons' },
  { start: /^FROM\s+\S+/, kind: 'a Dockerfile', help: 'start with `app NAME`; an image is built with `build .` in a `service`, or stage by stage with `build . { stage … }`' },
  { start: /^(resource|provider|terraform|variable|module)\s*("|\{)/, kind: 'a Terraform file', help: 'start with `app NAME` and `service NAME { … }`' },
  { start: /^[{[]/, kind: 'JSON', help: 'start with `app NAME` and `service NAME { … }`' },
];

/** The one thing to say about a file of another tool; undefined for a .dep file. */
export function foreignFile(file: SourceFile): Diagnostic | undefined {
  const lead = /^(?:\uFEFF?\s*(?:#[^\n]*)?(?:\n|$))*\s*/.exec(file.text)?.[0].length ?? 0;
  const text = file.text.slice(lead);
  const found = FOREIGN.find((one) => one.start.test(text));
  if (found === undefined) return undefined;
  const end = lead + (/^[^\n]*/.exec(text)?.[0].trimEnd().length ?? 0);
  return report(codes.DEP3029, { kind: found.kind }, { span: { file: file.path, start: lead, end }, label: 'it begins like one', help: [{ text: found.help, applicability: 'unsafe' }] });
}
