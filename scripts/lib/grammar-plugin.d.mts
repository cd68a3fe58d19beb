import type { Plugin } from 'esbuild';

export declare const grammarPlugin: Plugin;
