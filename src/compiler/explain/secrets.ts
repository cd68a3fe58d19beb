// Secrets that are written out in the source: where their text stands, and whether a value holds it. `explain` says where
// such a value comes from and never what it is. Pure.

import type { Span } from '../../diagnostics/index.js';
import type { AppModel, SecretPart } from '../model/app-model.js';
import { writtenAt, type Traced } from '../model/origin.js';

/** Every place of the source that holds text of a secret. */
export function secretPlaces(model: AppModel): readonly Span[] {
  return textsOf(model).flatMap((text) => writtenAt(text.origin));
}

/** Whether `traced` is the text of a secret, or was made of it. */
export function holdsSecret(model: AppModel, traced: Traced<unknown>): boolean {
  const places = writtenAt(traced.origin);
  return textsOf(model).some((text) => text === traced || (text.value !== '' && String(traced.value).includes(text.value) && writtenAt(text.origin).some((one) => places.some((place) => overlap(one, place)))));
}

function textsOf(model: AppModel): readonly Traced<string>[] {
  return model.secrets.flatMap((secret) => secret.entries.flatMap(({ source }) => (source.kind === 'text' ? literals(source.parts) : [])));
}

/**
 * All of a text that is written out. In one that is composed with other secrets, what is written between them: a host or
 * the name of a database that it reads is a value of its own, and no secret.
 */
function literals(parts: readonly SecretPart[]): readonly Traced<string>[] {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.value] : []));
  const read = parts.flatMap((part) => (part.kind === 'secret' ? writtenAt(part.secret.origin) : []));
  return read.length === 0 ? texts : texts.filter(({ origin }) => origin.kind === 'source' && read.some((place) => overlap(origin.span, place)));
}

function overlap(one: Span, other: Span): boolean {
  return one.file === other.file && one.start < other.end && other.start < one.end;
}
