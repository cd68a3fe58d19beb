// Which names are time zones, and which one was meant. The list is unpacked when a file names a zone for the first time.

import { suggest } from '../../diagnostics/index.js';
import { TIME_ZONES } from './time-zones.gen.js';

let unpacked: ReadonlySet<string> | undefined;

function zones(): ReadonlySet<string> {
  return (unpacked ??= new Set(TIME_ZONES.flatMap(([area, places]) => places.split(' ').map((place) => (area === '' ? place : `${area}/${place}`)))));
}

/** Spelled as in the IANA list, whose names the API server looks up letter by letter. */
export function isTimeZone(name: string): boolean {
  return zones().has(name);
}

/** Zones that may have been meant, best first: of nearly this name, or with the place as their last part (`taipei`, `New York`). */
export function nearTimeZones(name: string): readonly string[] {
  const place = name.replace(/^.*\//, '').trim().replace(/\s+/g, '_').toLowerCase();
  const same = [...zones()].filter((zone) => zone.includes('/') && zone.toLowerCase().endsWith(`/${place}`));
  const near = suggest(name, [...zones()]);
  const exact = near.filter((zone) => zone.toLowerCase() === name.toLowerCase());
  return [...new Set([...exact, ...same, ...near])].slice(0, 3);
}
