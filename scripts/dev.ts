// Runs deployc from the sources: npm run dev -- check samples/shop/app.dep

import { join } from 'node:path';

import { main } from '../src/cli/main.js';
import { sourceLoader } from '../src/cli/source-loader.js';

process.exitCode = await main(process.argv.slice(2), sourceLoader(join(import.meta.dirname, '..')));
