// How wide a text is in a Helvetica-like font, from a fixed table: no font is asked, so the answer is the same everywhere.
// Widths are thousandths of the font size, from the public metrics of Helvetica.

const groups: readonly (readonly [string, number])[] = [
  ["ijl'", 222],
  [' .,:;!ftI/\\|[]()-', 300],
  ['rs"*^', 365],
  ['ckvxyzJ', 500],
  ['abdeghnopqu0123456789L?_$#', 556],
  ['FTZ+<>=~', 600],
  ['ABEKPSVXY&', 667],
  ['CDHNRUw', 722],
  ['GOQ', 778],
  ['mM%', 850],
  ['W@', 985],
];

const widths: ReadonlyMap<string, number> = new Map(groups.flatMap(([letters, width]) => Array.from(letters, (letter) => [letter, width] as const)));

/** The width of `text` at `size` pixels. Letters outside the table count as wide as an em for CJK and emoji, else as `m`. */
export function textWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const letter of text) thousandths += widths.get(letter) ?? ((letter.codePointAt(0) ?? 0) >= 0x1100 ? 1000 : 850);
  return (thousandths * size) / 1000;
}
