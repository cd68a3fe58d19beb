// Codes of DEP1xxx-DEP6xxx that no case in test/errors can show, each with its reason and the test that shows it instead.
// A code that has a case must not be here. Their pages in docs/errors have `console` examples.

export interface Exemption {
  readonly why: string;
  /** The folder or file of tests that name the code. */
  readonly tested: string;
}

/** An earlier check refuses whatever would cause it, so that in output of the compiler it is a bug; the rules are there for bugs. */
const ownOutput: Exemption = { why: 'what would cause it is refused before the manifest is made', tested: 'test/validate' };

export const exemptCodes: Readonly<Record<string, Exemption>> = {
  DEP6001: ownOutput,
  DEP6101: ownOutput,
  DEP6102: ownOutput,
  DEP6103: ownOutput,
  DEP6104: ownOutput,
  DEP6105: ownOutput,
  DEP6106: ownOutput,
  DEP6107: ownOutput,
  DEP6108: ownOutput,
  DEP6201: ownOutput,
  DEP6202: ownOutput,
  DEP6203: ownOutput,
  DEP6204: ownOutput,
  DEP6205: ownOutput,
  DEP6206: ownOutput,
  DEP6207: ownOutput,
  DEP6208: ownOutput,
  DEP6209: ownOutput,
  DEP6210: ownOutput,
  DEP6211: ownOutput,
  DEP6212: ownOutput,
  DEP6213: ownOutput,
  DEP6214: ownOutput,
  DEP6215: ownOutput,
  DEP6216: ownOutput,
  DEP6217: ownOutput,
  DEP6218: ownOutput,
  DEP6219: ownOutput,
};
