// What a generated validator is and what it says. The shape is ajv's (messages switched off), without importing ajv.

/** One violation. `instancePath` is a JSON pointer into the object. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** True for a valid value; otherwise `errors` holds what is wrong, until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}
