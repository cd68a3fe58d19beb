// What `deployc explain` answers from: values of the model by path, lines of the output by number.

export { describeOrigin } from './describe.js';
export { explainPath } from './model-path.js';
export type { Found, Leaf } from './model-path.js';
export { secretPlaces } from './secrets.js';
export { explainLine } from './output-line.js';
export type { LineAnswer } from './output-line.js';
