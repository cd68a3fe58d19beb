// The version of deployc: part of what it writes. A test keeps it equal to package.json.

export const VERSION = '0.1.0';
